/** The map on which a place is drawn. Loaded after the words of the page; without WebGL the words are enough. */
import { Map, NavigationControl, setWorkerUrl, type GeoJSONSource, type LayerSpecification } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { fetchStyle } from '../map/style';
import type { DrawPage } from './draw-page';
import { add, boundsOf, featuresOf, move, type Corner } from './drawing';

setWorkerUrl(workerUrl);

const EMPTY = { type: 'geojson' as const, data: { type: 'FeatureCollection' as const, features: [] } };
const MARGIN_DEG = 0.35;
const CHOSEN = '#0a6377';
const DRAWN = '#b3261e';

function layersOf(source: string, color: string): LayerSpecification[] {
  return [
    { id: `${source}-area`, type: 'fill', source, filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': color, 'fill-opacity': 0.18 } },
    { id: `${source}-line`, type: 'line', source, filter: ['!=', ['geometry-type'], 'Point'], layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': color, 'line-width': 5, 'line-opacity': 0.85 } },
    { id: `${source}-point`, type: 'circle', source, filter: ['==', ['geometry-type'], 'Point'], paint: { 'circle-radius': 8, 'circle-color': color, 'circle-stroke-color': '#fff', 'circle-stroke-width': 2.5 } },
  ];
}

function collection(features: GeoJSON.Feature[]): GeoJSON.FeatureCollection {
  return { type: 'FeatureCollection', features };
}

/** Corners are dragged by mouse or finger; while one is, the map stays. */
function dragCorners(map: Map, page: DrawPage): void {
  let dragged: number | null = null;
  const take = (at: unknown): void => {
    dragged = Number(at);
    map.dragPan.disable();
  };
  map.on('mousedown', 'drawn-point', (event) => {
    event.preventDefault();
    take(event.features?.[0]?.properties['at']);
  });
  map.on('touchstart', 'drawn-point', (event) => {
    if (event.points.length === 1) take(event.features?.[0]?.properties['at']);
  });
  const follow = (corner: Corner): void => {
    if (dragged !== null) page.set(move(page.get(), dragged, corner));
  };
  map.on('mousemove', ({ lngLat }) => follow([lngLat.lng, lngLat.lat]));
  map.on('touchmove', ({ lngLat }) => follow([lngLat.lng, lngLat.lat]));
  const drop = (): void => {
    dragged = null;
    map.dragPan.enable();
  };
  map.on('mouseup', drop);
  map.on('touchend', drop);
}

export async function createDrawMap(container: HTMLElement, page: DrawPage): Promise<void> {
  const { bounds, lang, place } = page.data;
  const [west, south, east, north] = bounds;
  const style = await fetchStyle(lang);
  const map = new Map({
    container,
    style: {
      ...style,
      sources: { ...style.sources, chosen: EMPTY, drawn: EMPTY },
      layers: [...style.layers, ...layersOf('chosen', CHOSEN), ...layersOf('drawn', DRAWN)],
    },
    bounds: boundsOf(place) ?? [west, south, east, north],
    fitBoundsOptions: { padding: 60, maxZoom: 16 },
    maxBounds: [west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG],
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    attributionControl: false,
    doubleClickZoom: false,
    fadeDuration: 0,
  });
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.on('idle', () => (container.dataset['ready'] = 'true'));
  map.on('movestart', () => delete container.dataset['ready']);
  await new Promise<void>((resolve) => void map.once('style.load', () => resolve()));
  let shown: GeoJSON.Geometry | null = place;
  const draw = (): void => {
    const chosen = page.chosen();
    map.getSource<GeoJSONSource>('chosen')?.setData(collection(chosen ? [{ type: 'Feature', geometry: chosen, properties: {} }] : []));
    map.getSource<GeoJSONSource>('drawn')?.setData(collection(featuresOf(page.get())));
    const box = chosen && chosen !== shown ? boundsOf(chosen) : null;
    if (box) map.fitBounds(box, { padding: 60, maxZoom: 16, animate: false });
    if (chosen) shown = chosen;
  };
  page.watch(draw);
  draw();
  map.on('click', ({ lngLat, point }) => {
    if (map.queryRenderedFeatures(point, { layers: ['drawn-point'] }).length && page.get().kind !== 'Point') return;
    page.set(add(page.get(), [lngLat.lng, lngLat.lat]));
  });
  document.querySelector('[data-draw-at-centre]')?.addEventListener('click', () => {
    const { lng, lat } = map.getCenter();
    page.set(add(page.get(), [lng, lat]));
  });
  dragCorners(map, page);
}
