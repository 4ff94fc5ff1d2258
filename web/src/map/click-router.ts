/** The one place that decides what a click on the map means. */
import type { LngLatLike, Map, MapGeoJSONFeature, PointLike } from 'maplibre-gl';
import type { WorkLine } from '../api';
import { fetchWork } from '../api';
import type { App } from '../app';
import { uniqueIds } from './hits';
import { OUTAGE_AREAS, OUTAGE_SIGNS } from './outage-layers';
import { SURFACES, workOfSurface } from './surface-layers';
import { CLICKABLE } from './work-layers';

/** Half the edge of the square around a click that counts as hit: a finger is not a needle. */
const REACH_PX = 9;
/** More works than this under one click are not listed one by one; the map comes closer instead. */
export const MOST_LISTED = 30;

const around = (x: number, y: number): [PointLike, PointLike] => [
  [x - REACH_PX, y - REACH_PX],
  [x + REACH_PX, y + REACH_PX],
];

interface Hit {
  readonly works: number[];
  readonly outage: number | null;
}

function surfacesAt(map: Map, x: number, y: number): MapGeoJSONFeature[] {
  return map.queryRenderedFeatures([x, y], { layers: SURFACES.filter((id) => map.getLayer(id)) });
}

/** Pins hide what lies under them only to the eye: areas count when nothing smaller was hit, fresh surfaces after
 * works, areas of shut-offs last. */
function hitAt(map: Map, x: number, y: number): Hit {
  const hit = map.queryRenderedFeatures(around(x, y), { layers: [...CLICKABLE] });
  const small = hit.filter(({ layer }) => layer.id !== 'works-areas');
  if (small.length) return { works: uniqueIds(small), outage: null };
  const [sign] = uniqueIds(map.queryRenderedFeatures(around(x, y), { layers: [OUTAGE_SIGNS] }));
  if (sign !== undefined) return { works: [], outage: sign };
  if (hit.length) return { works: uniqueIds(hit), outage: null };
  const surface = workOfSurface(surfacesAt(map, x, y));
  if (surface !== null) return { works: [surface], outage: null };
  const [area] = uniqueIds(map.queryRenderedFeatures([x, y], { layers: [OUTAGE_AREAS] }));
  return { works: [], outage: area ?? null };
}

async function list(ids: readonly number[], app: App): Promise<WorkLine[]> {
  const answers = await Promise.allSettled(ids.map((id) => fetchWork(id, app.data.lang)));
  return answers.filter((answer) => answer.status === 'fulfilled').map(({ value }) => value);
}

export function routeClicks(map: Map, app: App): void {
  const { store } = app;
  const open = (sheet = store.get().sheet): 'half' | 'full' => (sheet === 'full' ? 'full' : 'half');
  map.on('click', ({ point, lngLat }) => {
    const [donut] = map.queryRenderedFeatures(around(point.x, point.y), { layers: ['overview-donuts'] });
    if (donut) {
      const center = (donut.geometry as GeoJSON.Point).coordinates as unknown as LngLatLike;
      map.easeTo({ center, zoom: Math.min(map.getZoom() + 2, 16) });
      return;
    }
    const { works: ids, outage } = hitAt(map, point.x, point.y);
    if (outage !== null) store.set({ outage, work: null, picked: [], sheet: open() });
    else if (ids.length === 0) store.set({ work: null, outage: null, picked: [] });
    else if (ids.length === 1) store.set({ work: ids[0]!, outage: null, picked: [], sheet: open() });
    else if (ids.length > MOST_LISTED) map.easeTo({ center: lngLat, zoom: map.getZoom() + 2 });
    else void list(ids, app).then((picked) => store.set({ work: null, outage: null, picked, sheet: open() }));
  });
  map.on('mouseout', () => store.set({ pointed: null }));
  map.on('mousemove', ({ point }) => {
    const layers = ['overview-donuts', OUTAGE_SIGNS, OUTAGE_AREAS, ...CLICKABLE];
    const hit = map.queryRenderedFeatures([point.x, point.y], { layers }).length > 0 || surfacesAt(map, point.x, point.y).length > 0;
    map.getCanvas().style.cursor = hit ? 'pointer' : '';
    const [pointed] = hit ? uniqueIds(map.queryRenderedFeatures([point.x, point.y], { layers: [...CLICKABLE] })) : [];
    store.set({ pointed: pointed ?? null });
  });
}
