import { expect, test } from 'vitest';
import { add, begin, boundsOf, featuresOf, geometryOf, isReady, move, NOTHING, undo, type Corner, type Kind } from './drawing';

const CORNERS: Corner[] = [[76.9, 43.2], [76.91, 43.2], [76.91, 43.21]];
const drawn = (kind: Kind, number: number) => CORNERS.slice(0, number).reduce(add, begin(NOTHING, kind));

test.each<[Kind, number, boolean]>([
  ['Point', 0, false], ['Point', 1, true], ['LineString', 1, false], ['LineString', 2, true], ['Polygon', 2, false], ['Polygon', 3, true],
])('a %s of %i corners is ready: %s', (kind, number, ready) => {
  expect(isReady(drawn(kind, number))).toBe(ready);
  expect(geometryOf(drawn(kind, number)) !== null).toBe(ready);
});

test('a point has one corner, which moves', () => {
  expect(geometryOf(drawn('Point', 3))).toEqual({ type: 'Point', coordinates: [76.91, 43.21] });
});

test('an area is closed', () => {
  const geometry = geometryOf(drawn('Polygon', 3)) as GeoJSON.Polygon;
  expect(geometry.coordinates[0]![0]).toEqual(geometry.coordinates[0]![3]);
});

test('another kind begins anew, the same one goes on', () => {
  expect(begin(drawn('LineString', 2), 'LineString').corners).toHaveLength(2);
  expect(begin(drawn('LineString', 2), 'Polygon').corners).toHaveLength(0);
});

test('without a kind nothing is drawn', () => {
  expect(add(NOTHING, [1, 2])).toEqual(NOTHING);
});

test('a corner is moved and taken back, to a centimetre', () => {
  expect(move(drawn('LineString', 2), 1, [77.123456789, 43]).corners[1]).toEqual([77.1234568, 43]);
  expect(undo(drawn('LineString', 2)).corners).toEqual([CORNERS[0]]);
});

test('an area of two corners shows its line so far and both corners', () => {
  expect(featuresOf(drawn('Polygon', 2)).map(({ geometry }) => geometry.type)).toEqual(['LineString', 'Point', 'Point']);
});

test('bounds of lines and of nothing', () => {
  expect(boundsOf(geometryOf(drawn('LineString', 3)))).toEqual([76.9, 43.2, 76.91, 43.21]);
  expect(boundsOf(null)).toBeNull();
});
