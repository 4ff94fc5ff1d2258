/** What the fresh surfaces on the map mean. They are no filter: their terms stand on the card of the work that made them. */
import type { JSX } from 'preact';
import type { App } from '../app';

export function SurfaceKey({ app: { text } }: { app: App }): JSX.Element {
  return (
    <section class="surface-key" aria-labelledby="surfaces-title" data-testid="surface-key">
      <h2 id="surfaces-title" class="surface-key-title">
        {text('surfaces-title')}
      </h2>
      <ul class="surface-key-list">
        <li>
          <span class="surface-sign is-protected" aria-hidden="true" />
          {text('surfaces-protected')}
        </li>
        <li>
          <span class="surface-sign is-guaranteed" aria-hidden="true" />
          {text('surfaces-guaranteed')}
        </li>
      </ul>
      <p class="surface-key-how">{text('surfaces-how')}</p>
    </section>
  );
}
