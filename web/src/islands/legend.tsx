/** The legend is the first filter: groups with their colour and how many works of each are on the screen. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App } from '../app';
import type { Group } from '../catalog';
import { toggled } from '../state';
import { useStore } from '../store';
import { Icon } from './icon';

function GroupRow({ app, group }: { app: App; group: Group }): JSX.Element {
  const { store, text, formats, data } = app;
  const chosenGroups = useStore(store, (s) => s.group);
  const chosenTypes = useStore(store, (s) => s.type);
  const counts = useStore(store, (s) => s.list?.counts ?? null);
  const types = data.catalog.types.filter((type) => type.group === group.code);
  const [open, setOpen] = useState(types.some((type) => chosenTypes.includes(type.code)));
  const on = chosenGroups.includes(group.code);
  const count = counts ? (counts.by_group[group.code] ?? 0) : null;
  const listId = `types-${group.code}`;
  const toggle = (): void =>
    // A group stands for all its types: choosing it drops single types of the same group.
    store.set({
      group: toggled(chosenGroups, group.code),
      type: chosenTypes.filter((code) => !types.some((type) => type.code === code)),
      picked: [],
    });
  return (
    <li class="legend-group">
      <div class="legend-row">
        <button type="button" class="legend-toggle" aria-pressed={on} onClick={toggle}>
          <span class="legend-dot" style={{ '--type-color': group.color }} />
          <span class="legend-title">{group.title}</span>
          <span class="legend-count">{count === null ? '' : formats.number(count)}</span>
        </button>
        <button
          type="button"
          class="icon-button legend-more"
          aria-expanded={open}
          aria-controls={listId}
          aria-label={text('legend-types-of', { group: group.title })}
          onClick={() => setOpen(!open)}
        >
          <Icon name="chevron-down" size={18} />
        </button>
      </div>
      <ul id={listId} class="legend-types" hidden={!open}>
        {types.map((type) => {
          const n = counts ? (counts.by_type[type.code] ?? 0) : null;
          return (
            <li key={type.code}>
              <button
                type="button"
                class="legend-type"
                aria-pressed={chosenTypes.includes(type.code)}
                onClick={() =>
                  store.set({
                    type: toggled(chosenTypes, type.code),
                    group: chosenGroups.filter((code) => code !== group.code),
                    picked: [],
                  })
                }
              >
                <span class="type-sign" style={{ '--type-color': type.color }}>
                  <Icon name={type.icon} size={16} />
                </span>
                <span class="legend-title">{type.title}</span>
                <span class="legend-count">{n === null ? '' : formats.number(n)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </li>
  );
}

export function Legend({ app }: { app: App }): JSX.Element {
  return (
    <ul class="legend-groups">
      {app.data.catalog.groups.map((group) => (
        <GroupRow key={group.code} app={app} group={group} />
      ))}
    </ul>
  );
}
