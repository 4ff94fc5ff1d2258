/** What a person looks at. The URL is the state: every view can be sent to somebody else. */
import { isIsoDay, type IsoDay } from './days';
import { momentOf, STEPS, type Step } from './moments';
import { STATUSES, type Status } from './status';

export const LANGUAGES = ['kk', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface PageState {
  readonly lang: Language;
  readonly z: number | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly work: number | null;
  /** The chosen shut-off; a work and a shut-off are never chosen at once. */
  readonly outage: number | null;
  /** Whether shut-offs are drawn. */
  readonly outages: boolean;
  /** Whether the published counts of appeals are drawn. */
  readonly appeals: boolean;
  readonly type: readonly string[];
  readonly group: readonly string[];
  readonly status: readonly Status[];
  readonly from: IsoDay | null;
  readonly to: IsoDay | null;
  /** A day of the moment that is looked at; null while the whole period of the filter is. */
  readonly at: IsoDay | null;
  /** How long a moment is. */
  readonly step: Step;
  readonly contractor: number | null;
  readonly district: number | null;
  readonly q: string;
  /** The place by its id, which a link names rather than its words: two streets may have one name. */
  readonly placeId: string;
  readonly view: 'map' | 'list';
  /** Overlays under the works, as `web/src/rasters/chosen-layers.ts` writes them; read there. */
  readonly overlays: string;
}

/** The part of the state that decides which works are shown; the map and the list share it. */
export type Filter = Pick<PageState, 'type' | 'group' | 'status' | 'from' | 'to' | 'contractor' | 'district'>;

export const NO_FILTER: Filter = { type: [], group: [], status: [], from: null, to: null, contractor: null, district: null };

/** Planners speak of weeks. */
const FIRST_STEP: Step = 'week';

const OVERLAYS = /^[a-z0-9@:,-]{1,500}$/;
/** An end of a stretch: a street, or a point of the street itself. */
const STRETCH_END = String.raw`(?:[1-9]\d{0,17}|-?\d{1,3}\.\d{1,6},-?\d{1,2}\.\d{1,6})`;
const STRETCH_ID = new RegExp(`^stretch:[1-9]\\d{0,17}:${STRETCH_END}:${STRETCH_END}$`);
const PLACE_ID = /^(?:(?:street|house|microdistrict|park|landmark|river|district):[1-9]\d{0,17}|-?\d{1,3}(?:\.\d{1,8})?,-?\d{1,2}(?:\.\d{1,8})?)$/;
const CODE = /^[a-z][a-z_]*$/;

/** The id by which a link names a place; empty for what only its words name (a crossing). */
export const linkId = ({ id }: { readonly id: string }): string => (PLACE_ID.test(id) || STRETCH_ID.test(id) ? id : '');

function codes(text: string | null): string[] {
  return [...new Set((text ?? '').split(',').filter((code) => CODE.test(code)))];
}

function number(text: string | null, lowest: number, highest: number): number | null {
  if (text === null || text.trim() === '') return null;
  const value = Number(text);
  return Number.isFinite(value) && value >= lowest && value <= highest ? value : null;
}

function whole(text: string | null): number | null {
  const value = number(text, 1, Number.MAX_SAFE_INTEGER);
  return value !== null && Number.isInteger(value) ? value : null;
}

function day(text: string | null): IsoDay | null {
  return text !== null && isIsoDay(text) ? text : null;
}

/** Reads a query string. What cannot be read is left out: a broken link still opens the map. */
export function parseState(query: string, fallback: Language): PageState {
  const p = new URLSearchParams(query);
  const lang = p.get('lang') as Language;
  const many = (name: string): string[] => codes(p.getAll(name).join(','));
  return {
    lang: LANGUAGES.includes(lang) ? lang : fallback,
    z: number(p.get('z'), 0, 22),
    lat: number(p.get('lat'), -90, 90),
    lon: number(p.get('lon'), -180, 180),
    work: whole(p.get('work')),
    outage: p.get('work') === null ? whole(p.get('outage')) : null,
    outages: p.get('outages') !== 'off',
    appeals: p.get('appeals') === 'on',
    type: many('type'),
    group: many('group'),
    status: many('status').filter((code): code is Status => (STATUSES as readonly string[]).includes(code)),
    from: day(p.get('from')),
    to: day(p.get('to')),
    at: day(p.get('at')),
    step: STEPS.find((step) => step === p.get('step')) ?? FIRST_STEP,
    contractor: whole(p.get('contractor')),
    district: whole(p.get('district')),
    q: (p.get('q') ?? '').trim().slice(0, 200),
    placeId: linkId({ id: p.get('place') ?? '' }),
    view: p.get('view') === 'list' ? 'list' : 'map',
    overlays: OVERLAYS.test(p.get('overlays') ?? '') ? p.get('overlays')! : '',
  };
}

/** The query string of a filter, in a fixed order, without what is not set. */
export function filterQuery(filter: Filter): URLSearchParams {
  const p = new URLSearchParams();
  for (const name of ['type', 'group', 'status'] as const) if (filter[name].length) p.set(name, filter[name].join(','));
  for (const name of ['from', 'to', 'contractor', 'district'] as const) {
    const value = filter[name];
    if (value !== null) p.set(name, String(value));
  }
  return p;
}

/** The query string of a state; `parseState` reads it back to the same state. Commas stay readable. */
export function stateQuery(state: PageState): string {
  const p = new URLSearchParams({ lang: state.lang });
  if (state.placeId) p.set('place', state.placeId);
  else if (state.q) p.set('q', state.q);
  for (const [name, value] of filterQuery(state)) p.set(name, value);
  if (state.at !== null) {
    p.set('at', state.at);
    p.set('step', state.step);
  }
  if (state.work !== null) p.set('work', String(state.work));
  else if (state.outage !== null) p.set('outage', String(state.outage));
  if (!state.outages) p.set('outages', 'off');
  if (state.appeals) p.set('appeals', 'on');
  if (state.view === 'list') p.set('view', 'list');
  if (state.overlays) p.set('overlays', state.overlays);
  if (state.z !== null && state.lat !== null && state.lon !== null) {
    p.set('z', state.z.toFixed(2));
    p.set('lat', state.lat.toFixed(5));
    p.set('lon', state.lon.toFixed(5));
  }
  return p.toString().replace(/%(2C|3A|40)/g, decodeURIComponent);
}

/** The days that are shown: those of the moment looked at, else those of the filter. */
export function daysOf({ from, to, at, step }: Pick<PageState, 'from' | 'to' | 'at' | 'step'>): Pick<Filter, 'from' | 'to'> {
  return at === null ? { from, to } : momentOf(at, step);
}

/** What is shown now: list, map and counts follow it. */
export function filterOf(state: PageState): Filter {
  return { ...chosenFilter(state), ...daysOf(state) };
}

/** What was chosen, with the whole period that moments are taken from. */
export function chosenFilter(state: PageState): Filter {
  const { type, group, status, from, to, contractor, district } = state;
  return { type, group, status, from, to, contractor, district };
}

export function sameFilter(a: Filter, b: Filter): boolean {
  return filterQuery(a).toString() === filterQuery(b).toString();
}

export function isFiltered(filter: Filter): boolean {
  return !sameFilter(filter, NO_FILTER);
}

/** The list with the code taken out if it was in, or put in if it was not. */
export function toggled<T extends string>(list: readonly T[], code: T): T[] {
  return list.includes(code) ? list.filter((other) => other !== code) : [...list, code];
}
