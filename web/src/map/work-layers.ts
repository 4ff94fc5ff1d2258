/** How works are drawn: soft areas, lines with a casing, a dot for each work and a pin where there is room. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, Map } from 'maplibre-gl';
import type { Catalog } from '../catalog';
import type { IsoDay } from '../days';
import { statusExpression, type Expression } from '../status';
import { WORKS_ZOOM } from '../zooms';
import { BOLD } from './fonts';
import { pinExpression } from './pins';

/** From this zoom pins may cover one another: nothing is hidden where a person looks closely. */
const ALL_PINS_ZOOM = 14.5;

/** Layers that answer a click, uppermost first. */
export const CLICKABLE = ['works-pins', 'works-dots', 'works-lines', 'works-lines-wide', 'works-lines-hit', 'works-areas'] as const;

/** The shape says less than it seems to: only the street or microdistrict is known, or the area is very large. */
const WIDE: Expression = ['has', 'wide'];
const AREA: Expression = ['==', ['geometry-type'], 'Polygon'];
const LINE: Expression = ['==', ['geometry-type'], 'LineString'];

/** Layers under the page's filter, and what else each takes from the tiles. */
const FILTERED: Readonly<Record<string, readonly Expression[]>> = {
  'works-areas': [AREA],
  'works-area-casing': [AREA],
  'works-area-edges': [AREA],
  'works-lines-wide-casing': [LINE, WIDE],
  'works-lines-wide': [LINE, WIDE],
  'works-lines-casing': [LINE, ['!', WIDE]],
  'works-lines': [LINE, ['!', WIDE]],
  'works-lines-hit': [LINE],
  'works-dots': [],
  'works-pins': [],
};

/** Expressions are built as plain arrays; the library's own type cannot follow generated ones. */
const expression = (built: Expression): ExpressionSpecification => built as unknown as ExpressionSpecification;

function typeColor(catalog: Pick<Catalog, 'types'>): ExpressionSpecification {
  return expression(['match', ['get', 't'], ...catalog.types.flatMap(({ number, color }) => [number, color]), '#6b7280']);
}

/** A colour must stand out wherever it lies (3 : 1), so a work that is over is not drawn paler but thinner. */
const DONE_SHARE = 0.55;

function thinWhenDone(today: IsoDay, ...stops: readonly [zoom: number, px: number][]): ExpressionSpecification {
  const widths = stops.flatMap(([zoom, px]) => [zoom, ['match', statusExpression(today), ['finished', 'cancelled'], px * DONE_SHARE, px]]);
  return expression(['interpolate', ['exponential', 1.5], ['zoom'], ...(widths as Expression)]);
}

function paleWhenDone(today: IsoDay, done: number, others: number): ExpressionSpecification {
  return expression(['match', statusExpression(today), ['finished', 'cancelled'], done, others]);
}

const byZoom = (...stops: number[]): ExpressionSpecification =>
  expression(['interpolate', ['exponential', 1.5], ['zoom'], ...stops]);

export interface WorkLayers {
  readonly shapes: LayerSpecification[];
  readonly signs: LayerSpecification[];
}

export function workLayers(catalog: Pick<Catalog, 'types'>, today: IsoDay): WorkLayers {
  const color = typeColor(catalog);
  const works = { source: 'works', 'source-layer': 'works', minzoom: WORKS_ZOOM } as const;
  const points = { source: 'works', 'source-layer': 'works_points', minzoom: WORKS_ZOOM } as const;
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
  const shapes: LayerSpecification[] = [
    { id: 'works-areas', type: 'fill', ...works, paint: { 'fill-color': color, 'fill-opacity': expression(['case', WIDE, 0.05, paleWhenDone(today, 0.1, 0.2)]) } },
    { id: 'works-area-casing', type: 'line', ...works, layout: round, paint: { 'line-color': '#ffffff', 'line-width': byZoom(12, 2.6, 17, 5) } },
    {
      id: 'works-area-edges', type: 'line', ...works, layout: round,
      paint: { 'line-color': color, 'line-width': thinWhenDone(today, [12, 1.2], [17, 2.5]) },
    },
    // Where only the street is known, the whole street is drawn thin and broken: it says less than a stretch.
    { id: 'works-lines-wide-casing', type: 'line', ...works, layout: round, paint: { 'line-color': '#ffffff', 'line-width': byZoom(12, 2.4, 17, 6.5) } },
    {
      id: 'works-lines-wide', type: 'line', ...works, layout: { 'line-join': 'round' },
      paint: { 'line-color': color, 'line-width': thinWhenDone(today, [12, 1.2], [17, 4]), 'line-dasharray': [3, 2] },
    },
    { id: 'works-lines-casing', type: 'line', ...works, layout: round, paint: { 'line-color': '#ffffff', 'line-width': byZoom(12, 3.4, 14, 7, 17, 14) } },
    {
      id: 'works-lines', type: 'line', ...works, layout: round,
      paint: { 'line-color': color, 'line-width': thinWhenDone(today, [12, 1.8], [14, 4], [17, 9]) },
    },
    { id: 'works-lines-hit', type: 'line', ...works, paint: { 'line-color': '#000000', 'line-opacity': 0, 'line-width': 24 } },
  ];
  const signs: LayerSpecification[] = [
    {
      id: 'works-dots', type: 'circle', ...points,
      paint: {
        'circle-radius': thinWhenDone(today, [12, 2.8], [14, 4.6]),
        'circle-color': color,
        'circle-stroke-color': '#ffffff',
        'circle-stroke-width': byZoom(12, 1, 14, 1.5),
      },
    },
    {
      id: 'works-pins', type: 'symbol', ...points,
      layout: {
        'icon-image': expression(pinExpression(today)),
        'icon-size': expression(['interpolate', ['linear'], ['zoom'], 12, 0.78, 14, 0.92, 16, 1.06]),
        'icon-allow-overlap': expression(['step', ['zoom'], false, ALL_PINS_ZOOM, true]),
        'icon-padding': 1,
        // What goes on now is drawn first, what is over last.
        'symbol-sort-key': expression(['match', statusExpression(today), ['overdue', 'in_progress'], 0, ['due', 'paused'], 1, ['finished', 'cancelled'], 3, 2]),
      },
    },
  ];
  return { shapes, signs };
}

export function overviewLayers(): LayerSpecification[] {
  return [
    // Drawn invisibly, so that the tiles of the overview are loaded and can be counted.
    { id: 'overview-cells', type: 'circle', source: 'works_overview', 'source-layer': 'works_overview', paint: { 'circle-radius': 1, 'circle-opacity': 0 } },
    {
      id: 'overview-donuts', type: 'symbol', source: 'donuts',
      layout: {
        'icon-image': ['get', 'image'],
        'icon-allow-overlap': true,
        'text-field': ['get', 'label'],
        'text-font': [BOLD],
        'text-size': ['interpolate', ['linear'], ['get', 'px'], 30, 12, 70, 16],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
        'symbol-sort-key': ['get', 'total'],
      },
      paint: { 'text-color': '#14202b' },
    },
  ];
}

export function applyFilter(map: Map, filter: Expression): void {
  for (const [id, own] of Object.entries(FILTERED)) map.setFilter(id, ['all', ...own, filter] as unknown as FilterSpecification);
}
