/** The map itself. This chunk, and the library with it, is loaded after the words of the page are there. */
import { AttributionControl, GeolocateControl, Map, NavigationControl, prewarm, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { StyleSpecification } from 'maplibre-gl';
import type { App } from '../app';
import { filterExpression } from '../filter-expression';
import { filterOf, sameFilter } from '../state';
import { goToPoint } from '../here';
import { followCamera } from './camera';
import { routeClicks } from './click-router';
import type { Ground } from './ground';
import { drawImagesOnDemand } from './images';
import { followAppealCells } from './appeal-cells';
import { followOutageLayers, outageLayers } from './outage-layers';
import { followOverview } from './overview-cells';
import { EMPTY_SOURCE, followSelection, placeLayers, selectionLayers } from './selection';
import { applyFilter, overviewLayers, workLayers } from './work-layers';

setWorkerUrl(workerUrl);
// The worker is as slow to come as all the rest: it is fetched while the page wakes.
prewarm();

const LOWEST_ZOOM = 8.5;
const HIGHEST_ZOOM = 19;
/** How far beyond the city the map may be moved, in degrees. */
const MARGIN_DEG = 0.35;

/** Shapes of works lie under the labels of the base map, their signs above everything. */
function withWorks(style: StyleSpecification, { data }: App): StyleSpecification {
  const { shapes, signs } = workLayers(data.catalog, data.catalog.today);
  const outages = outageLayers(data.outages);
  const firstLabel = style.layers.findIndex(({ type }) => type === 'symbol');
  const below = firstLabel < 0 ? style.layers : style.layers.slice(0, firstLabel);
  const labels = firstLabel < 0 ? [] : style.layers.slice(firstLabel);
  return {
    ...style,
    sources: { ...style.sources, donuts: EMPTY_SOURCE, selection: EMPTY_SOURCE },
    layers: [...below, ...outages.areas, ...placeLayers(), ...shapes, ...labels, ...outages.signs, ...signs, ...overviewLayers(), ...selectionLayers()],
  };
}

function localeOf({ text }: App): Record<string, string> {
  return {
    'NavigationControl.ZoomIn': text('map-zoom-in'),
    'NavigationControl.ZoomOut': text('map-zoom-out'),
    'GeolocateControl.FindMyLocation': text('map-locate'),
    'GeolocateControl.LocationNotAvailable': text('map-locate-failed'),
    'AttributionControl.ToggleAttribution': text('map-attribution'),
    'Map.Title': text('map-title'),
    'ScaleControl.Meters': text('unit-m'),
    'ScaleControl.Kilometers': text('unit-km'),
    'Marker.Title': text('map-place'),
  };
}

function viewOf(app: App): { center: [number, number]; zoom: number } | { bounds: [number, number, number, number] } {
  const { z, lat, lon } = app.store.get();
  if (z !== null && lat !== null && lon !== null) return { center: [lon, lat], zoom: z };
  return { center: [...app.data.catalog.center] as [number, number], zoom: matchMedia('(min-width: 60rem)').matches ? 12.2 : 11.4 };
}

export async function createMap(container: HTMLElement, app: App, coming: Promise<Ground>): Promise<Map> {
  const { style, crowded } = await coming;
  const [west, south, east, north] = app.data.catalog.bounds;
  const map = new Map({
    container,
    style: withWorks(style, app),
    ...viewOf(app),
    minZoom: LOWEST_ZOOM,
    maxZoom: HIGHEST_ZOOM,
    maxBounds: [west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG],
    dragRotate: false,
    pitchWithRotate: false,
    maxPitch: 0,
    attributionControl: false,
    locale: localeOf(app),
    fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  const geolocate = new GeolocateControl({ positionOptions: { enableHighAccuracy: true }, trackUserLocation: false });
  geolocate.on('geolocate', ({ coords }) => void goToPoint(app, [coords.longitude, coords.latitude]));
  map.addControl(geolocate, 'top-right');
  map.addControl(new ScaleControl({ maxWidth: 90 }), 'bottom-left');
  map.addControl(new AttributionControl({ compact: false }), 'bottom-right');
  drawImagesOnDemand(map, app.data.catalog);
  map.on('idle', () => {
    container.dataset['ready'] = 'true';
  });
  // What is there is shown; the note would only hide it.
  map.once('render', () => (container.dataset['drawn'] = 'true'));
  map.on('movestart', () => delete container.dataset['ready']);
  await new Promise<void>((resolve) => void map.once('style.load', () => resolve()));
  const filter = (): void => {
    delete container.dataset['ready'];
    applyFilter(map, filterExpression(filterOf(app.store.get()), app.data.catalog, app.data.catalog.today));
    map.triggerRepaint();
  };
  filter();
  app.store.watch((now, before) => {
    if (!sameFilter(filterOf(now), filterOf(before))) filter();
  });
  followOutageLayers(map, app);
  followAppealCells(map, app);
  followOverview(map, app, crowded);
  followSelection(map, app);
  routeClicks(map, app);
  followCamera(map, app);
  app.store.set({ mapState: 'ready' });
  return map;
}
