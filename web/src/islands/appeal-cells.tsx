/** Shows and hides the published counts of appeals on the map, and says what they are. */
import type { JSX } from 'preact';
import type { App } from '../app';
import { useStore } from '../store';
import { Icon } from './icon';

export function AppealCells({ app: { store, text } }: { app: App }): JSX.Element {
  const on = useStore(store, (s) => s.appeals);
  return (
    <section class="outages" aria-labelledby="appeal-cells-title" data-testid="appeal-cells">
      <button type="button" class="legend-toggle" aria-pressed={on} onClick={() => store.set({ appeals: !on })}>
        <Icon name="mail" size={18} />
        <span id="appeal-cells-title" class="legend-title">
          {text('appeal-cells-title')}
        </span>
        <span class="legend-count" />
      </button>
      {on && (
        <p class="outages-all">
          {text('appeal-cells-how')} <a href="/ogc/collections/appeals/items">{text('appeal-cells-data')}</a>
        </p>
      )}
    </section>
  );
}
