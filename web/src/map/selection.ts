/** The chosen work, the work pointed at in the list, and the place searched for, above everything else. */
import { Marker, type GeoJSONSource, type ExpressionSpecification, type GeoJSONSourceSpecification, type LayerSpecification, type Map } from 'maplibre-gl';
import type { App } from '../app';
import type { Place } from '../catalog';
import { pinName } from './pins';

export const EMPTY_SOURCE: GeoJSONSourceSpecification = { type: 'geojson', data: { type: 'FeatureCollection', features: [] } };

/** Which source, and which of its ids, shows the shape of a place of the register. */
const PLACE_LAYERS = {
  street: { source: 'streets', id: ['get', 'id'], type: 'line' },
  microdistrict: { source: 'microdistricts', id: ['id'], type: 'line' },
  park: { source: 'parks', id: ['id'], type: 'line' },
  district: { source: 'districts', id: ['id'], type: 'line' },
} as const;

/** A broad soft line under the works along the street or around the area that was searched for. */
export function placeLayers(): LayerSpecification[] {
  const broad: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], 10, 8, 16, 26];
  const color = { 'line-color': '#0a6377' } as const;
  return Object.entries(PLACE_LAYERS).flatMap(([kind, { source, type }]): LayerSpecification[] => {
    const shape = { type, source, 'source-layer': source, filter: ['literal', false], layout: { 'line-cap': 'round', 'line-join': 'round' } } as const;
    return [
      { id: `place-${kind}`, ...shape, filter: ['literal', false], paint: { ...color, 'line-opacity': 0.22, 'line-width': broad } },
      { id: `place-${kind}-edges`, ...shape, filter: ['literal', false], paint: { ...color, 'line-width': 1.2, 'line-gap-width': broad } },
    ];
  });
}

function showShape(map: Map, place: Place | null): void {
  for (const [kind, { id }] of Object.entries(PLACE_LAYERS)) {
    const chosen = place?.id.startsWith(`${kind}:`) ? Number(place.id.split(':')[1]) : null;
    for (const layer of [`place-${kind}`, `place-${kind}-edges`]) {
      map.setFilter(layer, chosen === null ? ['literal', false] : ['==', [...id] as ['id'], chosen]);
    }
  }
}

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
      id: 'selection-edges', type: 'line', source, filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': ink, 'line-width': 1.5, 'line-gap-width': ['interpolate', ['linear'], ['zoom'], 12, 8, 17, 16] },
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
  const { card, hovered, outageCard } = app.store.get();
  const made: GeoJSON.Feature[] = [];
  if (outageCard?.geometry) made.push({ type: 'Feature', geometry: outageCard.geometry, properties: {} });
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
    showShape(map, found);
    if (found) {
      place.setLngLat([...found.point]).addTo(map);
      place.getElement().setAttribute('aria-label', found.label);
    } else place.remove();
  };
  store.watch((now, before) => {
    if (now.card !== before.card || now.hovered !== before.hovered || now.outageCard !== before.outageCard) draw();
    if (now.place !== before.place) markPlace();
  });
  draw();
  markPlace();
}
