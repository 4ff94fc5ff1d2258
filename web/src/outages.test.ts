import { expect, test } from 'vitest';
import { daysAsked, outageExpression, outagesUrl } from './outages';
import { evaluate } from './testing/evaluate';

const TODAY = '2026-07-20';
const DAY = 9697; // 20 July 2026

const shown = (from: string | null, to: string | null, properties: Record<string, unknown>): unknown =>
  evaluate(outageExpression({ from, to }, TODAY), properties);

test.each([
  ['in force today', { fd: DAY, ld: DAY }, true],
  ['begun before, over today', { fd: DAY - 3, ld: DAY }, true],
  ['announced for later', { fd: DAY + 5, ld: DAY + 6 }, true],
  ['over yesterday', { fd: DAY - 3, ld: DAY - 1 }, false],
  ['of one day', { fd: DAY }, true],
  ['without days', {}, true],
])('without days asked for, %s is shown or not', (_, properties, wanted) => {
  expect(shown(null, null, properties)).toBe(wanted);
});

test.each([
  ['2026-07-20', '2026-07-20', { fd: DAY - 1, ld: DAY + 1 }, true],
  ['2026-07-20', '2026-07-20', { fd: DAY + 1, ld: DAY + 1 }, false],
  ['2026-07-01', '2026-07-19', { fd: DAY, ld: DAY }, false],
  ['2026-07-01', null, { fd: DAY - 5, ld: DAY - 5 }, true],
  [null, '2026-07-19', { fd: DAY, ld: DAY }, false],
  ['2026-07-20', '2026-07-20', {}, false],
])('from %s to %s what overlaps is shown', (from, to, properties, wanted) => {
  expect(shown(from, to, properties)).toBe(wanted);
});

test('the list asks for the same days as the map', () => {
  expect(daysAsked({ from: null, to: null }, TODAY)).toEqual({ from: TODAY, to: null });
  expect(outagesUrl({ from: null, to: null }, TODAY, [76.8, 43.2, 77, 43.3], 'kk', 5)).toBe(
    '/api/outages?lang=kk&limit=5&from=2026-07-20&bbox=76.80000%2C43.20000%2C77.00000%2C43.30000',
  );
});
