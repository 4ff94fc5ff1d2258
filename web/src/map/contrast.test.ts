/** WCAG 2.2 on the map that the page draws: 3 : 1 for signs in every type and status (tests/unit/map/test_contrast.py: the ground). */
import { readFileSync } from 'node:fs';
import type { LayerSpecification } from 'maplibre-gl';
import { describe, expect, test, vi } from 'vitest';
import type { OutageKind, WorkType } from '../catalog';
import { STATUSES } from '../status';
import { contrast } from '../testing/contrast';
import { outageLayers } from './outage-layers';

vi.mock('virtual:icon-paths', () => ({ default: {} }));
vi.mock('maplibre-gl', () => ({ Marker: class {} }));
const { workLayers } = await import('./work-layers');
const { MARKS, pinColors } = await import('./pins');
const { placeLayers, selectionLayers } = await import('./selection');

const root = new URL('../../../layers/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const colorsIn = (text: string): string[] => [...new Set(text.match(/#[0-9a-f]{6}/g) ?? [])];

const vocabulary = read('work_types.yaml');
const [groupPart = '', typePart = ''] = vocabulary.split(/^types:$/m);
const GROUPS = colorsIn(groupPart.replace(/^#.*$/gm, ''));
const TYPES = colorsIn(typePart).map((color, at) => ({ number: at + 1, color, icon: 'x' }) as WorkType);
const KINDS = colorsIn(read('outages/kinds.yaml')).map((color, at) => ({ number: at + 1, color }) as OutageKind);

const works = workLayers({ types: TYPES }, '2026-06-10');
const outages = outageLayers(KINDS);
const LAYERS: readonly LayerSpecification[] = [...outages.areas, ...placeLayers(), ...works.shapes, ...outages.signs, ...works.signs, ...selectionLayers()];
const WHITE = '#ffffff';
/** Land, water, parks, roads: whatever a sign without a white edge may lie on. */
const GROUNDS = ['#f5f5f2', '#bcd9ea', '#b3d3e7', '#dcebd2', '#efede7', '#fff6e2', WHITE];
const CASINGS: Readonly<Record<string, string>> = {
  'works-area-edges': 'works-area-casing',
  'works-lines-wide': 'works-lines-wide-casing',
  'works-lines': 'works-lines-casing',
  'outages-edges': 'outages-edge-casing',
};
/** Shown broad and soft beside the line that tells the same, or never seen. */
const SOFT: Readonly<Record<string, string>> = {
  'selection-line': 'selection-edges',
  ...Object.fromEntries(['street', 'microdistrict', 'park', 'district'].map((kind) => [`place-${kind}`, `place-${kind}-edges`])),
  'works-areas': 'works-area-edges',
  'outages-areas': 'outages-edges',
};
const UNSEEN = ['works-lines-hit'];

const paintOf = (layer: LayerSpecification): Record<string, unknown> => (layer.paint ?? {}) as Record<string, unknown>;
const found = (id: string): LayerSpecification => LAYERS.find((layer) => layer.id === id)!;
const place = (id: string): number => LAYERS.findIndex((layer) => layer.id === id);

test('the vocabulary has been read', () => {
  expect([GROUPS.length, TYPES.length, KINDS.length]).toEqual([7, 30, 6]);
});

describe.each(LAYERS.filter(({ type, id }) => type !== 'symbol' && !UNSEEN.includes(id)).map((layer) => [layer.id, layer] as const))('%s', (id, layer) => {
  const paint = paintOf(layer);
  if (id in SOFT) {
    test('has a line that tells the same and stands out', () => {
      expect(found(SOFT[id]!).type).toBe('line');
      expect(SOFT[id]! in SOFT).toBe(false);
    });
  } else if (Object.values(CASINGS).includes(id)) {
    test('is white, whole and right under its line', () => {
      const line = Object.keys(CASINGS).find((one) => CASINGS[one] === id)!;
      expect(paint['line-color']).toBe(WHITE);
      expect(paint['line-opacity']).toBeUndefined();
      expect(paint['line-dasharray']).toBeUndefined();
      expect(place(id)).toBe(place(line) - 1);
    });
  } else {
    test('stands out', () => {
      const isRing = layer.type === 'circle';
      const name = isRing && paint['circle-stroke-color'] !== WHITE ? 'circle-stroke-color' : `${layer.type}-color`;
      const colors = colorsIn(JSON.stringify(paint[name]));
      expect(colors.length).toBeGreaterThan(0);
      if (name !== 'circle-stroke-color') expect(paint[`${layer.type}-opacity`]).toBeUndefined();
      // A disc or ring stands on white: its own stroke or its own middle.
      const stands = paint['circle-stroke-color'] === WHITE || paint['circle-color'] === WHITE || id in CASINGS;
      for (const color of colors) for (const ground of stands ? [WHITE] : GROUNDS) expect(contrast(color, ground), `${color} on ${ground}`).toBeGreaterThanOrEqual(3);
    });
  }
});

test.each(STATUSES)('a pin of every type can be told when its work is %s: the icon on the pin, the pin or its icon on the white ring', (status) => {
  for (const type of TYPES) {
    const { edge, fill, icon } = pinColors(type, status);
    expect(contrast(icon, fill), `${type.number}: ${icon} on ${fill}`).toBeGreaterThanOrEqual(3);
    expect(Math.max(contrast(edge, WHITE), contrast(icon, WHITE))).toBeGreaterThanOrEqual(3);
  }
});

test('marks and the rings of the overview stand out on white', () => {
  for (const color of [...Object.values(MARKS), ...GROUPS]) expect(contrast(color, WHITE)).toBeGreaterThanOrEqual(3);
});
