/** Yards, streets or networks: one press instead of the vocabulary's long list. */
import type { JSX } from 'preact';
import type { App } from '../app';
import { concernOf, pressConcern } from '../concerns';
import { useStore } from '../store';
import { Icon } from './icon';

export function Concerns({ app }: { app: App }): JSX.Element {
  const { store, text, data } = app;
  const type = useStore(store, (s) => s.type);
  const group = useStore(store, (s) => s.group);
  const chosen = concernOf({ type, group }, data.catalog);
  return (
    <div class="concerns" role="group" aria-label={text('concerns')} data-testid="concerns">
      {data.catalog.concerns.map((concern) => (
        <button
          key={concern.code}
          type="button"
          class="concern"
          aria-pressed={chosen === concern}
          onClick={() => store.set({ ...pressConcern(concern, { type, group }, data.catalog), picked: [] })}
        >
          <Icon name={concern.icon} size={18} />
          {concern.title}
        </button>
      ))}
    </div>
  );
}
