/** The chosen work, the work pointed at in the list, and the place searched for, above everything else. */
import { Marker, type GeoJSONSource, type GeoJSONSourceSpecification, type LayerSpecification, type Map } from 'maplibre-gl';
import type { App } from '../app';
import { pinName } from './pins';

export const EMPTY_SOURCE: GeoJSONSourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };

export function selectionLayers(): LayerSpecification[] {
  const source = 'selection';
  const ink = '#0b2b3c';
  return [
    {
      id: 'selection-line', type: 'line', source, filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': ink, 'line-width': ['interpolate', ['linear'], ['zoom'], 12, 8, 17, 16], 'line-opacity': 0.28 },
    },
    {
      id: 'selection-halo', type: 'circle', source, filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-radius': 25, 'circle-color': ink, 'circle-opacity': 0.16, 'circle-stroke-color': ink, 'circle-stroke-width': 2 },
    },
    {
      id: 'selection-pin', type: 'symbol', source, filter: ['has', 'image'],
      layout: { 'icon-image': ['get', 'image'], 'icon-size': 1.2, 'icon-allow-overlap': true, 'icon-ignore-placement': true },
    },
  ];
}

function features(app: App): GeoJSON.Feature[] {
  const { card, hovered } = app.store.get();
  const made: GeoJSON.Feature[] = [];
  if (card?.geometry && card.geometry.type !== 'Point') made.push({ type: 'Feature', geometry: card.geometry, properties: {} });
  for (const work of [hovered, card]) {
    if (!work?.point) continue;
    const properties = { image: pinName(work.type.number, work.status) };
    made.push({ type: 'Feature', geometry: { type: 'Point', coordinates: [...work.point] }, properties });
  }
  return made;
}

function placeSign(): HTMLElement {
  const element = document.createElement('div');
  element.className = 'place-sign';
  return element;
}

export function followSelection(map: Map, app: App): void {
  const { store } = app;
  const place = new Marker({ element: placeSign(), anchor: 'bottom' });
  const draw = (): void => {
    map.getSource<GeoJSONSource>('selection')?.setData({ type: 'FeatureCollection', features: features(app) });
  };
  const markPlace = (): void => {
    const found = store.get().place;
    if (found) {
      place.setLngLat([...found.point]).addTo(map);
      place.getElement().setAttribute('aria-label', found.label);
    } else place.remove();
  };
  store.watch((now, before) => {
    if (now.card !== before.card || now.hovered !== before.hovered) draw();
    if (now.place !== before.place) markPlace();
  });
  draw();
  markPlace();
}
