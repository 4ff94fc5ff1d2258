import { expect, test } from 'vitest';
import { barHeights, datesOf, monthsOf, scaleOf } from './timeline-scale';

const TODAY = '2026-11-22';
const scale = scaleOf([2025, 2027], TODAY);

test('the scale holds whole years and always today', () => {
  expect(scale).toEqual({ first: 2025 * 12, last: 2027 * 12 + 11 });
  expect(scaleOf([2025, 2025], TODAY).last).toBe(2026 * 12 + 11);
});

test('a work planned for 2040 does not press all others into a corner', () => {
  expect(scaleOf([2010, 2040], TODAY)).toEqual({ first: 2024 * 12, last: 2028 * 12 + 11 });
});

test('an open end is the end of the scale, both ways', () => {
  expect(monthsOf(null, null, scale)).toEqual([scale.first, scale.last]);
  expect(datesOf(scale.first, scale.last, scale)).toEqual({ from: null, to: null });
});

test('a chosen span is from the first day of its first month to the last day of its last', () => {
  expect(datesOf(2026 * 12 + 1, 2026 * 12 + 2, scale)).toEqual({ from: '2026-02-01', to: '2026-03-31' });
  expect(monthsOf('2026-02-01', '2026-03-31', scale)).toEqual([2026 * 12 + 1, 2026 * 12 + 2]);
});

test('dates beyond the scale stand at its ends', () => {
  expect(monthsOf('2001-01-01', '2050-01-01', scale)).toEqual([scale.first, scale.last]);
});

test('bars are relative to the fullest month and a single work is still seen', () => {
  const heights = barHeights({ '2025-01-01': 100, '2025-02-01': 1 }, scale);
  expect(heights).toHaveLength(36);
  expect(heights[0]).toBe(1);
  expect(heights[1]).toBeCloseTo(0.06);
  expect(heights[2]).toBe(0);
});
