/** What a later end would move, on a small map: the work itself, and by number what stands in the list beside it. */
import type { LayerSpecification } from 'maplibre-gl';
import { BOLD } from '../map/fonts';
import { openSmallMap } from '../map/small-map';
import { boundsOf } from '../plans/bounds';
import type { Language } from '../state';

interface Data {
  readonly lang: Language;
  readonly bounds: readonly [number, number, number, number];
  readonly features: readonly GeoJSON.Feature[];
}

const SOURCE = 'impact';
// The same colours as the numbers in the list (styles/extension.css).
const color = ['match', ['get', 'sort'], 'followers', '#7a3ea8', 'neighbours', '#b3470b', 'outages', '#1c5fa8', '#14202b'] as never;
const isArea = ['==', ['geometry-type'], 'Polygon'] as never;
const isPoint = ['==', ['geometry-type'], 'Point'] as never;
const isIt = ['==', ['get', 'sort'], 'it'] as never;

function layers(): LayerSpecification[] {
  return [
    { id: 'impact-areas', type: 'fill', source: SOURCE, filter: isArea, paint: { 'fill-color': color, 'fill-opacity': 0.14 } },
    {
      id: 'impact-lines', type: 'line', source: SOURCE, filter: ['!', isPoint], layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': color, 'line-width': ['case', isIt, 8, isArea, 2, 4] as never, 'line-opacity': ['case', isIt, 0.55, 0.95] as never },
    },
    {
      id: 'impact-points', type: 'circle', source: SOURCE, filter: isPoint,
      paint: { 'circle-radius': ['case', isIt, 14, 10] as never, 'circle-color': color, 'circle-opacity': ['case', isIt, 0.55, 1] as never, 'circle-stroke-color': '#fff', 'circle-stroke-width': 2 },
    },
    {
      id: 'impact-numbers', type: 'symbol', source: SOURCE, filter: ['>', ['get', 'number'], 0],
      layout: { 'text-field': ['to-string', ['get', 'number']], 'text-font': [BOLD], 'text-size': 14, 'text-allow-overlap': true },
      paint: { 'text-color': ['case', isPoint, '#ffffff', color] as never, 'text-halo-color': ['case', isPoint, color, '#ffffff'] as never, 'text-halo-width': 1.5 },
    },
  ];
}

export async function showImpact(container: HTMLElement, { lang, bounds, features }: Data): Promise<void> {
  const it = features.find(({ properties }) => properties?.['sort'] === 'it');
  const picture = [...container.childNodes];
  container.replaceChildren();
  container.classList.add('is-awake');
  try {
    const [west, south, east, north] = bounds;
    const map = await openSmallMap(container, lang, boundsOf(it?.geometry ?? null) ?? [west, south, east, north]);
    map.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [...features] } });
    for (const layer of layers()) map.addLayer(layer);
  } catch (error) {
    container.classList.remove('is-awake');
    container.replaceChildren(...picture);
    throw error;
  }
}
