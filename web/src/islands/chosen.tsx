/** The filters that are on, each with a button that takes it off: a link that was sent says what it shows. */
import type { JSX } from 'preact';
import type { App, AppState } from '../app';
import { concernOf } from '../concerns';
import { momentOf, type Span } from '../moments';
import { presetOf } from '../presets';
import { useStore } from '../store';
import { Icon } from './icon';

interface ChosenFilter {
  readonly key: string;
  readonly title: string;
  readonly without: Partial<AppState>;
}

/** What is chosen, in words. A preset says its days itself; a code that the catalogue does not know is left out. */
export function chosenFilters({ data, text, formats }: Pick<App, 'data' | 'text' | 'formats'>, state: AppState): ChosenFilter[] {
  const { groups, types, statuses, districts, contractors, today } = data.catalog;
  const found: (ChosenFilter | null)[] = [];
  const one = (key: string, title: string | undefined, without: Partial<AppState>): number =>
    found.push(title === undefined ? null : { key, title, without });
  for (const code of state.group) {
    one(`group-${code}`, groups.find((group) => group.code === code)?.title, { group: state.group.filter((other) => other !== code) });
  }
  // A concern that is on says its kinds itself.
  for (const code of concernOf(state, data.catalog) ? [] : state.type) {
    one(`type-${code}`, types.find((type) => type.code === code)?.title, { type: state.type.filter((other) => other !== code) });
  }
  const preset = presetOf(state, today);
  if (preset === null) {
    for (const code of state.status) {
      one(`status-${code}`, statuses.find((status) => status.code === code)?.title, { status: state.status.filter((other) => other !== code) });
    }
    if (state.from !== null || state.to !== null) one('days', daysOf({ text, formats }, state), { from: null, to: null });
  }
  if (state.at !== null) one('moment', momentWords({ formats }, momentOf(state.at, state.step)), { at: null });
  if (state.district !== null) one('district', districts.find(({ id }) => id === state.district)?.name, { district: null });
  if (state.contractor !== null) one('contractor', contractors.find(({ id }) => id === state.contractor)?.name, { contractor: null });
  return found.filter((filter) => filter !== null);
}

/** A moment in words: a day, "8 – 14 June 2026", or a month by its name. */
export function momentWords({ formats }: Pick<App, 'formats'>, { from, to }: Span): string {
  return from.endsWith('-01') && Number(to.slice(8)) >= 28 ? formats.month(from) : formats.days(from, to);
}

function daysOf({ text, formats }: Pick<App, 'text' | 'formats'>, { from, to }: Pick<AppState, 'from' | 'to'>): string {
  if (from !== null && to !== null) return formats.days(from, to);
  return from !== null ? text('filter-days-from', { day: formats.day(from) }) : text('filter-days-to', { day: formats.day(to ?? '') });
}

export function Chosen({ app }: { app: App }): JSX.Element | null {
  const { store, text } = app;
  const state = useStore(store, (s) => s);
  const chosen = chosenFilters(app, state);
  if (chosen.length === 0) return null;
  return (
    <ul class="chosen" aria-label={text('filters-chosen')} data-testid="chosen">
      {chosen.map(({ key, title, without }) => (
        <li key={key}>
          <button type="button" class="chosen-filter" aria-label={text('filter-take-off', { title })} onClick={() => store.set({ ...without, picked: [] })}>
            {title}
            <Icon name="x" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}
