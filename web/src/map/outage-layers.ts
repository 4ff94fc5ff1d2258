/** How shut-offs are drawn: soft areas with a broken edge under the works, and a small sign in the colour of what is off. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, Map } from 'maplibre-gl';
import type { App } from '../app';
import type { OutageKind } from '../catalog';
import { sameDays } from '../outage-loading';
import { outageExpression } from '../outages';
import { daysOf } from '../state';

export const OUTAGE_AREAS = 'outages-areas';
export const OUTAGE_SIGNS = 'outages-signs';
const EDGES = 'outages-edges';
const EDGE_CASING = 'outages-edge-casing';
const ALL = [OUTAGE_AREAS, EDGE_CASING, EDGES, OUTAGE_SIGNS] as const;

/** Below this confidence, in per cent, an area is drawn paler. */
const SURE = 50;

export interface OutageLayers {
  readonly areas: LayerSpecification[];
  readonly signs: LayerSpecification[];
}

export function outageLayers(kinds: readonly OutageKind[]): OutageLayers {
  const color = ['match', ['get', 'k'], ...kinds.flatMap(({ number, color }) => [number, color]), '#5b5b66'] as unknown as ExpressionSpecification;
  const shapes = { source: 'outages', 'source-layer': 'outages' } as const;
  const points = { source: 'outages', 'source-layer': 'outages_points' } as const;
  return {
    areas: [
      { id: OUTAGE_AREAS, type: 'fill', ...shapes, paint: { 'fill-color': color, 'fill-opacity': ['case', ['<', ['get', 'c'], SURE], 0.1, 0.2] } },
      { id: EDGE_CASING, type: 'line', ...shapes, paint: { 'line-color': '#ffffff', 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 2, 16, 4] } },
      {
        id: EDGES, type: 'line', ...shapes,
        paint: { 'line-color': color, 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.8, 16, 2], 'line-dasharray': [2, 1.5] },
      },
    ],
    signs: [
      {
        id: OUTAGE_SIGNS, type: 'circle', ...points, minzoom: 11,
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 11, 3.5, 14, 6, 17, 8],
          'circle-color': '#ffffff',
          'circle-stroke-color': color,
          'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 11, 2, 14, 3],
        },
      },
    ],
  };
}

export function followOutageLayers(map: Map, { store, data }: App): void {
  const draw = (): void => {
    const { outages } = store.get();
    const filter = outageExpression(daysOf(store.get()), data.catalog.today) as unknown as FilterSpecification;
    for (const id of ALL) {
      map.setFilter(id, filter);
      map.setLayoutProperty(id, 'visibility', outages ? 'visible' : 'none');
    }
  };
  draw();
  store.watch((now, before) => {
    if (now.outages !== before.outages || !sameDays(now, before)) draw();
  });
}
