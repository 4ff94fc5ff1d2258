/** The candidates of a text on a small map: the chosen one stands out, a click chooses, and a shape can be drawn. */
import type { LayerSpecification, LngLatBoundsLike, Map } from 'maplibre-gl';
import { mount, wordsOn, type Drawing, type Shape } from '../drawing/drawing';
import { openSmallMap } from '../map/small-map';
import { BOLD } from '../map/fonts';
import type { Language } from '../state';

interface Data {
  readonly lang: Language;
  readonly bounds: readonly [number, number, number, number];
  readonly candidates: readonly GeoJSON.Feature[];
}

const SOURCE = 'candidates';
const INK = '#0a6377';
const chosen = ['boolean', ['feature-state', 'chosen'], false] as const;

function layers(): LayerSpecification[] {
  const width = ['case', chosen, 7, 3.5] as never;
  const opacity = ['case', chosen, 0.35, 0.12] as never;
  return [
    { id: 'candidate-areas', type: 'fill', source: SOURCE, filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': INK, 'fill-opacity': opacity } },
    { id: 'candidate-lines', type: 'line', source: SOURCE, filter: ['!=', ['geometry-type'], 'Point'], paint: { 'line-color': INK, 'line-width': width } },
    {
      id: 'candidate-points', type: 'circle', source: SOURCE, filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-radius': ['case', chosen, 15, 10] as never, 'circle-color': INK, 'circle-stroke-color': '#ffffff', 'circle-stroke-width': 2 },
    },
    {
      id: 'candidate-numbers', type: 'symbol', source: SOURCE,
      layout: { 'text-field': ['to-string', ['get', 'number']], 'text-font': [BOLD], 'text-size': 14, 'text-allow-overlap': true },
      paint: { 'text-color': ['case', ['==', ['geometry-type'], 'Point'], '#ffffff', INK], 'text-halo-color': ['case', ['==', ['geometry-type'], 'Point'], INK, '#ffffff'], 'text-halo-width': 1.5 },
    },
  ];
}

/** West, south, east, north of everything; the city when there is nothing. */
export function boundsOf(features: readonly GeoJSON.Feature[], city: Data['bounds']): [number, number, number, number] {
  const lons: number[] = [];
  const lats: number[] = [];
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === 'number') {
      lons.push(part[0]);
      lats.push(part[1] as number);
    } else part.forEach(walk);
  };
  for (const { geometry } of features) if ('coordinates' in geometry) walk(geometry.coordinates);
  return lons.length ? [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)] : [...city];
}

/** The shape that stands in the field: one drawn before, or sent and refused. */
export function shapeIn(text: string): Shape | null {
  try {
    return JSON.parse(text) as Shape;
  } catch {
    return null;
  }
}

function choices(): HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('#review-form input[name="choice"]')];
}

/** Follows the form: the chosen candidate stands out; drawing is on while a shape is to be drawn. */
function follow(map: Map, container: HTMLElement, candidates: Data['candidates']): void {
  const field = document.querySelector<HTMLTextAreaElement>('#review-geometry');
  let drawing: Drawing | null = null;
  const apply = (): void => {
    const value = choices().find(({ checked }) => checked)?.value ?? '';
    for (const { id } of candidates) map.setFeatureState({ source: SOURCE, id: Number(id) }, { chosen: value === `candidate-${id}` });
    if (value === 'geometry' && !drawing && field) {
      drawing = mount(map, {
        kinds: ['Point', 'LineString', 'Polygon'], value: shapeIn(field.value), words: wordsOn(container),
        onChange: (shape) => (field.value = shape ? JSON.stringify(shape) : ''),
      });
      map.getCanvas().focus();
    } else if (value !== 'geometry') {
      drawing?.remove();
      drawing = null;
    }
  };
  for (const input of choices()) input.addEventListener('change', apply);
  // From the map back to the choices, where Enter decides.
  map.getCanvas().addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') choices().find(({ checked }) => checked)?.focus();
  });
  map.on('click', ['candidate-areas', 'candidate-lines', 'candidate-points'], (event) => {
    const number = event.features?.[0]?.properties['number'];
    if (drawing || number === undefined) return;
    document.querySelector<HTMLInputElement>(`#review-form input[value="candidate-${number}"]`)?.click();
  });
  apply();
}

export async function showCandidates(container: HTMLElement, { lang, bounds, candidates }: Data): Promise<void> {
  container.textContent = '';
  const map = await openSmallMap(container, lang, boundsOf(candidates, bounds) as LngLatBoundsLike);
  map.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [...candidates] } });
  for (const layer of layers()) map.addLayer(layer);
  follow(map, container, candidates);
}
