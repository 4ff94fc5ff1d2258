import { describe, expect, it, test } from 'vitest';
import { held, rowAfter, scrollAfter, scrollTo } from './stretch';

test.each([
  [0.5, 1],
  [1, 1],
  [4, 4],
  [32, 16],
])('a stretch of %d is held at %d', (zoom, expected) => expect(held(zoom)).toBe(expected));

describe('what is under the pointer stays there', () => {
  const NAMES = 300;
  /** The share of the chart (its width is `chart` at no stretch) that is under the pointer. */
  const under = (pointer: number, scrolled: number, zoom: number, chart: number): number => (scrolled + pointer - NAMES) / (chart * zoom);
  it.each([
    [500, 0, 1, 2],
    [900, 250, 2, 4],
    [700, 1200, 8, 16],
    [600, 700, 4, 2],
  ])('pointer at %d, scrolled by %d, from %d to %d', (pointer, scrolled, before, after) => {
    const now = scrollAfter(pointer, NAMES, scrolled, before, after);
    expect(under(pointer, now, after, 800)).toBeCloseTo(under(pointer, scrolled, before, 800));
  });
  it('over the names the left edge stays', () => expect(scrollAfter(100, NAMES, 0, 1, 2)).toBe(0));
  it('there is nothing left of the beginning', () => expect(scrollAfter(1000, NAMES, 0, 2, 1)).toBe(0));
});

test.each([
  ['is seen whole', 400, 600, 0],
  ['begins in sight and ends beyond', 400, 5000, 0],
  ['lies to the right', 1500, 1600, 1500 - 300 - 24],
  ['begins left of what is seen and ends in sight', -500, 400, 0],
])('a bar that %s', (_name, left, right, expected) => expect(scrollTo(left, right, 300, 1000)).toBe(expected));

test('a bar that lies to the left is brought into sight', () => {
  const by = scrollTo(-400, -300, 300, 1000);
  expect(-300 - by).toBeGreaterThan(300);
  expect(-300 - by).toBeLessThan(1000);
});

test.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 4, 4],
  ['ArrowUp', 0, 0],
  ['ArrowUp', 3, 2],
  ['Home', 3, 0],
  ['End', 3, 4],
  ['Enter', 3, null],
])('%s on row %d of five leads to %s', (key, now, expected) => expect(rowAfter(key, now, 5)).toBe(expected));
