/** "Near me": the same with and without a map, and it says why when it does not work. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App } from '../app';
import { locate, type Located } from '../here';
import { Icon } from './icon';

export function NearMe({ app }: { app: App }): JSX.Element {
  const { text } = app;
  const [state, setState] = useState<Located | 'asking' | null>(null);
  const ask = (): void => {
    setState('asking');
    void locate(app).then(setState);
  };
  const note = state === 'asking' ? text('here-asking') : state === 'failed' ? text('map-locate-failed') : state === 'outside' ? text('here-outside') : '';
  return (
    <div class="near-me">
      <button type="button" class="text-button" onClick={ask} aria-disabled={state === 'asking'}>
        <Icon name="locate-fixed" size={18} />
        {text('here-works')}
      </button>
      <span role="status" class="near-me-note">
        {note}
      </span>
    </div>
  );
}
