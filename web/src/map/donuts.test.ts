import { expect, test } from 'vitest';
import { donutName, parseDonutName, partsOf, sizeOf } from './donuts';

const order = ['public_space', 'roads', 'networks'];

test('the parts of a ring add up to sixteen whatever the counts', () => {
  for (const counts of [[1], [1, 1, 1], [97, 2, 1], [5, 7, 11]]) {
    const parts = partsOf(new Map(counts.map((n, i) => [order[i]!, n])));
    expect(parts.reduce((sum, [, n]) => sum + n, 0)).toBe(16);
  }
});

test('a cell without works has no ring', () => {
  expect(partsOf(new Map())).toEqual([]);
});

test('more works make a larger sign, in few steps', () => {
  expect([1, 4, 12, 40, 150, 600, 100_000].map(sizeOf)).toEqual([30, 36, 43, 51, 60, 70, 70]);
});

test('the name of an image tells how to draw it, groups in the order of the legend', () => {
  const name = donutName(new Map([['networks', 1], ['roads', 3]]), order);
  expect(name).toBe('donut-36-roads:12,networks:4');
  expect(parseDonutName(name)).toEqual({ px: 36, parts: [{ group: 'roads', parts: 12 }, { group: 'networks', parts: 4 }] });
  expect(parseDonutName('pin-1-planned')).toBeNull();
});
