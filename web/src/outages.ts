/** Shut-offs: what the server answers (gis_app/outages/schemas.py) and which are shown on which days. */
import type { Bounds, Point } from './catalog';
import { dayNumber, type IsoDay } from './days';
import type { Filter, Language } from './state';
import type { Expression } from './status';

export interface OutageLine {
  readonly id: number;
  readonly kind: string;
  readonly kind_title: string;
  readonly status: 'in_force' | 'announced' | 'undated' | 'over' | 'retracted';
  readonly state: 'published' | 'extended' | 'retracted';
  readonly publisher: string;
  readonly place: string;
  readonly first_day: IsoDay | null;
  readonly last_day: IsoDay | null;
  /** Hours that hold on each day, "09:00:00". */
  readonly daily_from: string | null;
  readonly daily_to: string | null;
  readonly confidence: number;
  readonly is_partial: boolean;
  readonly point: Point | null;
  readonly is_training: boolean;
}

export interface OutageList {
  readonly total: number;
  readonly items: readonly OutageLine[];
}

export interface Outage extends OutageLine {
  readonly reason: string | null;
  readonly source_url: string | null;
  readonly area_from: 'located' | 'given' | 'none';
  readonly parts: readonly { readonly text: string; readonly missing: string; readonly is_used: boolean }[];
  readonly work: { readonly id: number; readonly title: string; readonly title_lang: Language; readonly score: number } | null;
  readonly bbox: Bounds | null;
  readonly geometry: GeoJSON.Geometry | null;
}

type Days = Pick<Filter, 'from' | 'to'>;

/** The days that are asked for: those of the filter, else today and later. */
export function daysAsked({ from, to }: Days, today: IsoDay): Days {
  return from === null && to === null ? { from: today, to: null } : { from, to };
}

/** The same over the tiles' `fd` and `ld`. What tells no days is shown while no days are asked for. */
export function outageExpression(filter: Days, today: IsoDay): Expression {
  const { from, to } = daysAsked(filter, today);
  const dated: unknown[] = ['all', ['any', ['has', 'fd'], ['has', 'ld']]];
  if (from !== null) dated.push(['>=', ['coalesce', ['get', 'ld'], ['get', 'fd'], -1], dayNumber(from)]);
  if (to !== null) dated.push(['<=', ['coalesce', ['get', 'fd'], ['get', 'ld'], -1], dayNumber(to)]);
  const undated = ['all', ['!', ['has', 'fd']], ['!', ['has', 'ld']]];
  return filter.from === null && filter.to === null ? ['any', dated, undated] : dated;
}

export function outagesUrl(filter: Days, today: IsoDay, bbox: Bounds | null, lang: Language, limit: number): string {
  const { from, to } = daysAsked(filter, today);
  const p = new URLSearchParams({ lang, limit: String(limit) });
  if (from !== null) p.set('from', from);
  if (to !== null) p.set('to', to);
  if (bbox) p.set('bbox', bbox.map((degrees) => degrees.toFixed(5)).join(','));
  return `/api/outages?${p}`;
}

/** "09:00:00" as a person reads it. */
export const clock = (time: string): string => time.slice(0, 5);
