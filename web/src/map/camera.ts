/** Where the map looks: from the address of the page, to a searched place, to a chosen work. */
import type { Map, PaddingOptions } from 'maplibre-gl';
import type { App, AppState } from '../app';
import type { Bounds, Place, Point } from '../catalog';

const PLACE_ZOOM: Record<string, number> = { house: 17, crossing: 16.5, landmark: 16, park: 15 };
const WIDE = '(min-width: 60rem)';

/** On a phone the sheet covers the lower part of the map: what is chosen must stand above it. */
function padding(state: AppState, map: Map): PaddingOptions {
  const height = map.getContainer().clientHeight;
  const sheet = matchMedia(WIDE).matches ? 0 : { peek: 0.22, half: 0.5, full: 0.5 }[state.sheet] * height;
  return { top: 20, right: 20, bottom: 20 + sheet, left: 20 };
}

/** Whether the sheet lies over a point that the map shows. */
function isUnderSheet(map: Map, state: AppState, point: Point): boolean {
  const { clientWidth, clientHeight } = map.getContainer();
  const { x, y } = map.project([point[0], point[1]]);
  return x >= 0 && x <= clientWidth && y <= clientHeight && y > clientHeight - (padding(state, map).bottom ?? 0);
}

const isSpread = ([west, south, east, north]: Bounds): boolean => east - west > 1e-4 || north - south > 1e-4;

function showPlace(map: Map, state: AppState, place: Place): void {
  if (place.bbox && isSpread(place.bbox)) map.fitBounds([...place.bbox] as [number, number, number, number], { padding: padding(state, map), maxZoom: 16 });
  else map.easeTo({ center: [...place.point], zoom: PLACE_ZOOM[place.kind] ?? 16, padding: padding(state, map) });
}

function showWork(map: Map, state: AppState, point: Point, bbox: Bounds | null): void {
  const seen = map.getBounds();
  const inView = seen.contains([point[0], point[1]]) && map.getZoom() >= 13.5;
  if (bbox && isSpread(bbox) && !inView) map.fitBounds([...bbox] as [number, number, number, number], { padding: padding(state, map), maxZoom: 16 });
  else map.easeTo({ center: [...point], zoom: Math.max(map.getZoom(), 14.5), padding: padding(state, map) });
}

export function followCamera(map: Map, app: App): void {
  const { store } = app;
  const note = (): void => {
    const { lng, lat } = map.getCenter();
    const bounds = map.getBounds();
    const bbox: Bounds = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    store.set({ z: map.getZoom(), lat, lon: lng, bbox, listLimit: 40 });
  };
  map.on('moveend', note);
  store.watch((now, before) => {
    if (now.place && now.place !== before.place) showPlace(map, now, now.place);
    else if (now.card?.point && now.card !== before.card) showWork(map, now, now.card.point, now.card.bbox);
    else if (now.outageCard?.point && now.outageCard !== before.outageCard) showWork(map, now, now.outageCard.point, now.outageCard.bbox);
    else if (now.district !== before.district && now.district !== null) {
      const chosen = app.data.catalog.districts.find(({ id }) => id === now.district);
      if (chosen) map.fitBounds([...chosen.bbox] as [number, number, number, number], { padding: padding(now, map) });
    } else if (now.z !== before.z && now.z !== null && now.lat !== null && now.lon !== null) {
      const here = map.getCenter();
      // Only the back button sets another place than the map itself noted.
      if (Math.abs(here.lng - now.lon) + Math.abs(here.lat - now.lat) + Math.abs(map.getZoom() - now.z) > 1e-3) {
        map.jumpTo({ center: [now.lon, now.lat], zoom: now.z });
      }
    }
  });
  const { place, card, outageCard, z } = store.get();
  const about = card?.point ?? outageCard?.point ?? place?.point;
  // A link that names a place of the map is shown as it was sent, but for what it is about: that is not left under the
  // sheet, which takes no part in the address. Without a place of the map what it is about comes into view.
  if (z !== null && about) {
    const now = store.get();
    if (isUnderSheet(map, now, about)) map.jumpTo({ center: [...about] as [number, number], zoom: z, padding: padding(now, map) });
  } else if (z === null && card?.point) showWork(map, store.get(), card.point, card.bbox);
  else if (z === null && outageCard?.point) showWork(map, store.get(), outageCard.point, outageCard.bbox);
  else if (z === null && place) showPlace(map, store.get(), place);
  note();
}
