/** Status, district and contractor; period presets stand above, the timeline under the map. */
import type { JSX } from 'preact';
import type { App } from '../app';
import type { Named } from '../catalog';
import { PRESETS, presetFilter, presetOf } from '../presets';
import { NO_FILTER, toggled } from '../state';
import type { Status } from '../status';
import { useStore } from '../store';
import { Icon } from './icon';
import { Timeline } from './timeline';

export function Presets({ app }: { app: App }): JSX.Element {
  const { store, text, data } = app;
  const from = useStore(store, (s) => s.from);
  const to = useStore(store, (s) => s.to);
  const status = useStore(store, (s) => s.status);
  const { today } = data.catalog;
  const chosen = presetOf({ from, to, status }, today);
  return (
    <div class="presets" role="group" aria-label={text('presets')}>
      {PRESETS.map((preset) => (
        <button
          key={preset}
          type="button"
          class="chip"
          aria-pressed={chosen === preset}
          onClick={() => store.set({ ...presetFilter(preset, today), at: null, picked: [] })}
        >
          {text(`preset-${preset}`)}
        </button>
      ))}
    </div>
  );
}

function Choice(props: {
  label: string;
  any: string;
  value: number | null;
  options: readonly Named[];
  onChange: (id: number | null) => void;
}): JSX.Element {
  return (
    <label class="field">
      <span class="field-label">{props.label}</span>
      <select
        class="field-select"
        value={props.value ?? ''}
        onChange={(event) => props.onChange(event.currentTarget.value ? Number(event.currentTarget.value) : null)}
      >
        <option value="">{props.any}</option>
        {props.options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

export function StatusSign({ status }: { status: Status }): JSX.Element {
  return <span class={`status-sign status-${status}`} aria-hidden="true" />;
}

export function Filters({ app }: { app: App }): JSX.Element {
  const { store, text, formats, data } = app;
  const status = useStore(store, (s) => s.status);
  const district = useStore(store, (s) => s.district);
  const contractor = useStore(store, (s) => s.contractor);
  const counts = useStore(store, (s) => s.list?.counts ?? null);
  return (
    <div class="filters">
      <div class="on-narrow">
        <Timeline app={app} />
      </div>
      <fieldset class="filter-set">
        <legend>{text('filter-status')}</legend>
        <ul class="status-list">
          {data.catalog.statuses.map(({ code, title }) => (
            <li key={code}>
              <button
                type="button"
                class="status-toggle"
                aria-pressed={status.includes(code)}
                onClick={() => store.set({ status: toggled(status, code), picked: [] })}
              >
                <StatusSign status={code} />
                <span>{title}</span>
                <span class="legend-count">{counts ? formats.number(counts.by_status[code] ?? 0) : ''}</span>
              </button>
            </li>
          ))}
        </ul>
      </fieldset>
      <div class="filter-pair">
        <Choice
          label={text('filter-district')}
          any={text('filter-any-district')}
          value={district}
          options={data.catalog.districts}
          onChange={(id) => store.set({ district: id, picked: [] })}
        />
        <Choice
          label={text('filter-contractor')}
          any={text('filter-any-contractor')}
          value={contractor}
          options={data.catalog.contractors}
          onChange={(id) => store.set({ contractor: id, picked: [] })}
        />
      </div>
      <button type="button" class="text-button" onClick={() => store.set({ ...NO_FILTER, at: null, picked: [] })}>
        <Icon name="x" size={16} />
        {text('filter-reset')}
      </button>
    </div>
  );
}
