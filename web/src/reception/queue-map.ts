/** The appeals of a queue on a map: the same question as the list below it, a click opens one. */
import type { LayerSpecification, LngLatBoundsLike, MapGeoJSONFeature } from 'maplibre-gl';
import { BOLD } from '../map/fonts';
import { openSmallMap } from '../map/small-map';
import type { Language } from '../state';

/** Not `appeals`: the style has a public source of that name. */
const SOURCE = 'queue';
/** As the queue's rows: red for what is late or urgent, brown for what is due. */
const COLOURS = ['case', ['get', 'urgent'], '#b3261e', ['match', ['get', 'standing'], 'overdue', '#b3261e', ['due_today', 'due_soon'], '#8a4b00', 'in_time', '#0a6377', '#8a98a5']];

const LAYERS: LayerSpecification[] = [
  {
    id: 'queue-many', type: 'circle', source: SOURCE, filter: ['has', 'point_count'],
    paint: { 'circle-radius': ['interpolate', ['linear'], ['get', 'point_count'], 2, 13, 200, 26], 'circle-color': '#0a6377', 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 2 },
  },
  {
    id: 'queue-count', type: 'symbol', source: SOURCE, filter: ['has', 'point_count'],
    layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-font': [BOLD], 'text-size': 13, 'text-allow-overlap': true },
    paint: { 'text-color': '#ffffff' },
  },
  {
    id: 'queue-one', type: 'circle', source: SOURCE, filter: ['!', ['has', 'point_count']],
    paint: { 'circle-radius': ['case', ['get', 'urgent'], 9, 7], 'circle-color': COLOURS as never, 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 2 },
  },
];

export async function showQueue(container: HTMLElement): Promise<void> {
  const lang = container.dataset['lang'] as Language;
  const answer = await fetch(`/reception/map.json?${container.dataset['query'] ?? ''}`);
  if (!answer.ok) throw new Error(`the map's appeals: ${answer.status}`);
  const data = (await answer.json()) as GeoJSON.FeatureCollection<GeoJSON.Point, { number: string; topic: string }>;
  container.replaceChildren();
  const map = await openSmallMap(container, lang, boundsOf(data, container.dataset['bounds'] ?? ''));
  map.addSource(SOURCE, { type: 'geojson', data, cluster: true, clusterRadius: 44, clusterMaxZoom: 15 });
  for (const layer of LAYERS) map.addLayer(layer);
  map.on('click', 'queue-one', (event) => {
    const id = event.features?.[0]?.id;
    if (id !== undefined) location.assign(`/reception/appeals/${id}?lang=${lang}`);
  });
  map.on('click', 'queue-many', (event) => {
    const many: MapGeoJSONFeature | undefined = event.features?.[0];
    if (many?.geometry.type === 'Point') map.easeTo({ center: many.geometry.coordinates as [number, number], zoom: map.getZoom() + 2 });
  });
  for (const layer of ['queue-one', 'queue-many']) {
    map.on('mouseenter', layer, () => (map.getCanvas().style.cursor = 'pointer'));
    map.on('mouseleave', layer, () => (map.getCanvas().style.cursor = ''));
  }
  container.dataset['shown'] = String(data.features.length);
}

/** What the map opens on: the appeals, or the city when none has a place. */
export function boundsOf(data: GeoJSON.FeatureCollection<GeoJSON.Point>, city: string): LngLatBoundsLike {
  const places = data.features.map(({ geometry }) => geometry.coordinates);
  if (!places.length) return city.split(',').map(Number) as [number, number, number, number];
  const lons = places.map(([lon]) => lon!);
  const lats = places.map(([, lat]) => lat!);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
