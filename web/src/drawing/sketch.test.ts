import { expect, test } from 'vitest';
import { add, empty, featuresOf, move, removeLast, shapeOf, sketchOf, type Kind } from './sketch';

const A = [76.9, 43.2], B = [76.91, 43.2], C = [76.91, 43.21];
const drawn = (kind: Kind, ...corners: number[][]) => corners.reduce(add, empty(kind));

test.each([
  ['Point', [], null],
  ['Point', [A], { type: 'Point', coordinates: A }],
  ['LineString', [A], null],
  ['LineString', [A, B], { type: 'LineString', coordinates: [A, B] }],
  ['Polygon', [A, B], null],
  ['Polygon', [A, B, C], { type: 'Polygon', coordinates: [[A, B, C, A]] }],
] as const)('%s of %j', (kind, corners, shape) => {
  expect(shapeOf(drawn(kind, ...corners.map((corner) => [...corner])))).toEqual(shape);
});

test('a second point takes the place of the first', () => {
  expect(shapeOf(drawn('Point', A, B))).toEqual({ type: 'Point', coordinates: B });
});

test('a corner is moved and the last one taken back', () => {
  const line = drawn('LineString', A, B, C);
  expect(move(line, 1, A).corners).toEqual([A, A, C]);
  expect(removeLast(line).corners).toEqual([A, B]);
  expect(removeLast(empty('LineString')).corners).toEqual([]);
});

test('coordinates are kept to a tenth of a metre', () => {
  expect(drawn('Point', [76.123456789, 43.987654321]).corners).toEqual([[76.123457, 43.987654]]);
});

test.each(['Point', 'LineString', 'Polygon'] as const)('a %s that was drawn can be drawn on', (kind) => {
  const sketch = drawn(kind, A, B, C);
  expect(sketchOf(shapeOf(sketch))).toEqual(sketch);
});

test('what has several parts or holes is not drawn on', () => {
  expect(sketchOf(null)).toBeNull();
  expect(sketchOf({ type: 'MultiPoint', coordinates: [A] })).toBeNull();
  expect(sketchOf({ type: 'Polygon', coordinates: [[A, B, C, A], [A, B, C, A]] })).toBeNull();
});

test('an area shows its edge before it is closed, and each corner', () => {
  const types = featuresOf(drawn('Polygon', A, B)).map(({ geometry }) => geometry.type);
  expect(types).toEqual(['LineString', 'Point', 'Point']);
  expect(featuresOf(drawn('Polygon', A, B, C))[0]?.geometry.type).toBe('Polygon');
});
