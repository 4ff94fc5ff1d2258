import { expect, test } from 'vitest';
import { cornersOf, judge, shapeOf, wordsOf, type Limits } from './area';

const LIMITS: Limits = { bounds: [76, 43, 78, 44], mostCorners: 6, largestKm2: 30 };
const SQUARE = [[76.9, 43.2], [76.91, 43.2], [76.91, 43.21], [76.9, 43.21]];

test.each([
  ['76.9,43.2 76.91,43.2', [[76.9, 43.2], [76.91, 43.2]]],
  [' 76.9,43.2;76.91,43.2\n', [[76.9, 43.2], [76.91, 43.2]]],
  ['', []],
  ['76.9 43.2', null],
  ['76.9,43.2,1', null],
  ['a,b', null],
  [',43.2', null],
])('the words %j are the corners %j', (words, corners) => {
  expect(cornersOf(words)).toEqual(corners);
});

test('corners become words that are read as the same corners', () => {
  expect(wordsOf(SQUARE)).toBe('76.90000,43.20000 76.91000,43.20000 76.91000,43.21000 76.90000,43.21000');
  expect(cornersOf(wordsOf(SQUARE))).toEqual(SQUARE);
});

test('a shape is closed, and there is none of two corners', () => {
  expect(shapeOf(SQUARE)?.coordinates[0]).toHaveLength(5);
  expect(shapeOf(SQUARE.slice(0, 2))).toBeNull();
});

test.each<[string, number[][], string | null]>([
  ['nothing', [], 'few'],
  ['two corners', SQUARE.slice(0, 2), 'few'],
  ['a square', SQUARE, null],
  ['a square the other way round', [...SQUARE].reverse(), null],
  ['a bow', [SQUARE[0]!, SQUARE[2]!, SQUARE[1]!, SQUARE[3]!], 'crossing'],
  ['a corner twice', [SQUARE[0]!, SQUARE[1]!, SQUARE[1]!, SQUARE[2]!], 'crossing'],
  ['a line', [[76.9, 43.2], [76.91, 43.2], [76.92, 43.2]], 'crossing'],
  ['a corner on another edge', [[76.9, 43.2], [76.92, 43.2], [76.92, 43.21], [76.91, 43.2], [76.9, 43.21]], 'crossing'],
  ['an angle that springs in', [[76.9, 43.2], [76.92, 43.2], [76.92, 43.22], [76.91, 43.21], [76.9, 43.22]], null],
  ['a whole region', [[76.5, 43.1], [76.9, 43.1], [76.9, 43.4]], 'large'],
  ['another town', [[75.9, 43.2], [76.1, 43.2], [76.1, 43.3]], 'outside'],
  ['one corner in another town', [[75.9, 43.2]], 'outside'],
  ['too many corners', [...SQUARE, ...SQUARE], 'many'],
])('%s: %j is %s', (_what, corners, problem) => {
  expect(judge(corners, LIMITS).problem).toBe(problem);
});

test.each([
  [SQUARE, 0.902],
  [[[76.9, 43.2], [76.95, 43.2], [76.95, 43.25], [76.9, 43.25]], 22.56],
])('%j has %f km²', (corners, km2) => {
  expect(judge(corners, LIMITS).km2).toBeCloseTo(km2, 1);
});
