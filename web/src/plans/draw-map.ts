/** The map on which a place is chosen or drawn. Loaded after the words of the page; without WebGL the words are enough. */
import { Map, NavigationControl, setWorkerUrl, type GeoJSONSource, type LayerSpecification } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { mount, wordsOn } from '../drawing/drawing';
import { fetchStyle } from '../map/style';
import { boundsOf } from './bounds';
import type { DrawPage } from './draw-page';

setWorkerUrl(workerUrl);

const MARGIN_DEG = 0.35;
const CHOSEN = '#0a6377';
const FIT = { padding: 60, maxZoom: 16, animate: false };
const LAYERS: readonly LayerSpecification[] = [
  { id: 'chosen-area', type: 'fill', source: 'chosen', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': CHOSEN, 'fill-opacity': 0.18 } },
  {
    id: 'chosen-line', type: 'line', source: 'chosen', filter: ['!=', ['geometry-type'], 'Point'],
    layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': CHOSEN, 'line-width': 5, 'line-opacity': 0.85 },
  },
  {
    id: 'chosen-point', type: 'circle', source: 'chosen', filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-radius': 8, 'circle-color': CHOSEN, 'circle-stroke-color': '#fff', 'circle-stroke-width': 2.5 },
  },
];

function collection(geometry: GeoJSON.Geometry | null): GeoJSON.FeatureCollection {
  return { type: 'FeatureCollection', features: geometry ? [{ type: 'Feature', geometry, properties: {} }] : [] };
}

export async function createDrawMap(container: HTMLElement, page: DrawPage): Promise<void> {
  const { bounds, lang, place } = page.data;
  const [west, south, east, north] = bounds;
  const style = await fetchStyle(lang);
  const map = new Map({
    container,
    style: { ...style, sources: { ...style.sources, chosen: { type: 'geojson', data: collection(place) } }, layers: [...style.layers, ...LAYERS] },
    bounds: boundsOf(place) ?? [west, south, east, north],
    fitBoundsOptions: FIT,
    maxBounds: [west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG],
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    attributionControl: false,
    fadeDuration: 0,
  });
  map.addControl(new NavigationControl({ showCompass: false }), 'bottom-right');
  map.on('idle', () => (container.dataset['ready'] = 'true'));
  map.on('movestart', () => delete container.dataset['ready']);
  await new Promise<void>((resolve) => void map.once('load', () => resolve()));
  mount(map, { kinds: ['Point', 'LineString', 'Polygon'], value: null, words: wordsOn(container), onChange: (shape) => page.drawn(shape) });
  let shown = place;
  page.watch(() => {
    const chosen = page.chosen();
    map.getSource<GeoJSONSource>('chosen')?.setData(collection(chosen));
    const box = chosen && chosen !== shown ? boundsOf(chosen) : null;
    if (box) map.fitBounds(box, FIT);
    shown = chosen ?? shown;
  });
}
