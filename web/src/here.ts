/** Where the person is, as a place like one that was searched for: the works around it, the answer for it, the report about it. */
import { getJson } from './api';
import type { App } from './app';
import type { Bounds, Place, Point } from './catalog';

interface Near {
  readonly label: string;
}

interface Reversed {
  readonly address: Near | null;
  readonly street: Near | null;
  readonly microdistrict: Near | null;
  readonly district: Near | null;
}

export type Located = 'found' | 'outside' | 'failed';

const WAIT_MS = 15_000;

export const isInside = ([lon, lat]: Point, [west, south, east, north]: Bounds): boolean =>
  lon >= west && lon <= east && lat >= south && lat <= north;

/** A point as the id of a place: to the metre, as the server writes it. */
export const idOfPoint = ([lon, lat]: Point): string => `${lon.toFixed(5)},${lat.toFixed(5)}`;

/** Makes a point the place that the page is about. The name of what stands there is looked up; without it the point serves. */
export async function goToPoint({ store, data, text }: App, point: Point): Promise<Located> {
  if (!isInside(point, data.catalog.bounds)) return 'outside';
  const at = `lon=${point[0].toFixed(6)}&lat=${point[1].toFixed(6)}&lang=${data.lang}`;
  const there = await getJson<Reversed>(`/api/reverse?${at}`).catch(() => null);
  const label = (there?.address ?? there?.street ?? there?.microdistrict ?? there?.district)?.label ?? text('here-place');
  const place: Place = { id: idOfPoint(point), kind: 'house', label, point, bbox: null };
  store.set({ place, placeId: place.id, q: label, work: null, outage: null, picked: [], sheet: 'half' });
  return 'found';
}

/** Asks the browser where it is; it asks the person. */
export function locate(app: App): Promise<Located> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve('failed');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve(goToPoint(app, [coords.longitude, coords.latitude])),
      () => resolve('failed'),
      { enableHighAccuracy: true, timeout: WAIT_MS },
    );
  });
}
