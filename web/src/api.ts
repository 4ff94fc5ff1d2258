/** What the page asks the server for, and the shapes of the answers (gis_app/works/schemas.py). */
import type { Bounds, Named, Place, Point } from './catalog';
import type { IsoDay } from './days';
import { filterQuery, type Filter, type Language } from './state';
import type { Status } from './status';

export interface TypeOfWork {
  readonly code: string;
  readonly number: number;
  readonly group: string;
  readonly title: string;
  readonly color: string;
  readonly icon: string;
}

export interface WorkLine {
  readonly id: number;
  readonly title: string;
  /** What has no translation is shown as it is, and says its language. */
  readonly title_lang: Language;
  readonly type: TypeOfWork;
  readonly status: Status;
  readonly planned_start: IsoDay | null;
  readonly planned_end: IsoDay | null;
  readonly location: string;
  readonly contractor: Named | null;
  readonly point: Point | null;
  readonly is_training: boolean;
}

export interface WorkList {
  readonly total: number;
  readonly counts: {
    readonly by_type: Readonly<Record<string, number>>;
    readonly by_group: Readonly<Record<string, number>>;
    readonly by_status: Readonly<Record<string, number>>;
    /** First day of a month → works going on in it, whatever the dates of the filter. */
    readonly by_month: Readonly<Record<IsoDay, number>>;
  };
  readonly items: readonly WorkLine[];
}

export interface Work extends WorkLine {
  readonly district: Named | null;
  readonly actual_start: IsoDay | null;
  readonly actual_end: IsoDay | null;
  /** Share of the planned time that has passed, 0 to 1; null when it says nothing. */
  readonly progress: number | null;
  readonly customer: Named | null;
  readonly match_type: string;
  readonly confidence: number;
  /** How far the place may be trusted, in words; null when it is sure. */
  readonly place_note: string | null;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly budget: number | null;
  readonly currency: string;
  readonly excavates: boolean | null;
  readonly closes_road: boolean | null;
  readonly source: {
    readonly name: string;
    readonly file: string | null;
    readonly sheet: string | null;
    readonly row: number | null;
    readonly url: string | null;
    readonly period: string;
  };
  readonly schedule: readonly {
    readonly version: number;
    readonly planned_start: IsoDay | null;
    readonly planned_end: IsoDay | null;
    readonly reason: string;
    readonly by: string;
    readonly created_at: string;
  }[];
  /** How often and how far the promised days were moved, in words of the page's language; null when never. */
  readonly moved: { readonly times: number; readonly days: number; readonly words: string } | null;
  /** Fresh surfaces that the work left. */
  readonly surfaces: readonly {
    readonly kind: 'protection' | 'warranty';
    readonly from_day: IsoDay;
    readonly to_day: IsoDay;
    readonly in_force: boolean;
    readonly guarantor: Named | null;
  }[];
  readonly events: readonly { readonly kind: string; readonly on_day: IsoDay; readonly note: string | null }[];
  readonly bbox: Bounds | null;
  readonly geometry: GeoJSON.Geometry | null;
}

export class AnswerError extends Error {
  constructor(
    readonly status: number,
    url: string,
  ) {
    super(`${url} answered ${status}`);
  }
}

export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, ...(signal ? { signal } : {}) });
  if (!response.ok) throw new AnswerError(response.status, url);
  return (await response.json()) as T;
}

export interface ListQuery {
  readonly filter: Filter;
  readonly bbox: Bounds | null;
  /** Works at this place or around it only, wherever the map looks. */
  readonly place: Place | null;
  readonly limit: number;
  readonly offset: number;
  readonly lang: Language;
}

/** Whether the register knows the place, so that works can be asked for at it. */
export function isOfRegister(place: Place | null): place is Place {
  return place !== null && /^(street|house|microdistrict|park|landmark|river|district):[1-9]\d*$/.test(place.id);
}

/** About 200 m to each side of what was found beside the register: a crossing, a stretch of a street. */
const AROUND_DEG = 0.002;

function around({ bbox, point: [lon, lat] }: Place): Bounds {
  const [west, south, east, north] = bbox ?? [lon, lat, lon, lat];
  return [west - AROUND_DEG, south - AROUND_DEG, east + AROUND_DEG, north + AROUND_DEG];
}

export function listUrl({ filter, bbox, place, limit, offset, lang }: ListQuery): string {
  const p = filterQuery(filter);
  if (isOfRegister(place)) p.set('place', place.id);
  else {
    const box = place ? around(place) : bbox;
    if (box) p.set('bbox', box.map((degrees) => degrees.toFixed(5)).join(','));
  }
  p.set('limit', String(limit));
  if (offset) p.set('offset', String(offset));
  p.set('lang', lang);
  return `/api/works?${p}`;
}

export const fetchList = (query: ListQuery, signal?: AbortSignal): Promise<WorkList> => getJson(listUrl(query), signal);

export const fetchWork = (id: number, lang: Language, signal?: AbortSignal): Promise<Work> =>
  getJson(`/api/works/${id}?lang=${lang}`, signal);

export async function fetchPlaces(q: string, lang: Language, near: Point | null, signal?: AbortSignal): Promise<Place[]> {
  const p = new URLSearchParams({ q, lang, limit: '8' });
  if (near) {
    p.set('lon', near[0].toFixed(5));
    p.set('lat', near[1].toFixed(5));
  }
  return (await getJson<{ items: Place[] }>(`/api/autocomplete?${p}`, signal)).items;
}

interface Located {
  readonly match_type: string;
  readonly label: string;
  readonly geometry: GeoJSON.Geometry | null;
}

function positionsOf(geometry: GeoJSON.Geometry): GeoJSON.Position[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(positionsOf);
  const flat = (part: unknown): GeoJSON.Position[] =>
    Array.isArray(part) && typeof part[0] === 'number' ? [part as GeoJSON.Position] : (part as unknown[]).flatMap(flat);
  return flat(geometry.coordinates);
}

/** A located text as a place: the middle of its box stands for it. */
export function placeOf({ match_type, label, geometry }: Located): Place | null {
  const positions = geometry ? positionsOf(geometry) : [];
  if (positions.length === 0) return null;
  const lons = positions.map(([lon = 0]) => lon);
  const lats = positions.map(([, lat = 0]) => lat);
  const bbox: Bounds = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  return { id: '', kind: match_type, label, point: [(bbox[0] + bbox[2]) / 2, (bbox[1] + bbox[3]) / 2], bbox };
}

/** Where the geocoder puts a whole phrase: a crossing, a stretch of a street, a contour. */
export const geocode = async (q: string, lang: Language, signal?: AbortSignal): Promise<Place | null> =>
  placeOf(await getJson(`/api/geocode?${new URLSearchParams({ q, lang })}`, signal));
