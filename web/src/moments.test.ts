import { expect, test } from 'vitest';
import { bounds, firstMoment, momentNumber, momentOf, momentOfNumber, periodOf } from './moments';

test.each([
  ['2026-06-12', 'day', '2026-06-12', '2026-06-12'],
  ['2026-06-12', 'week', '2026-06-08', '2026-06-14'],
  ['2026-06-08', 'week', '2026-06-08', '2026-06-14'],
  ['2026-06-14', 'week', '2026-06-08', '2026-06-14'],
  ['2026-12-31', 'week', '2026-12-28', '2027-01-03'],
  ['2026-06-12', 'month', '2026-06-01', '2026-06-30'],
  ['2028-02-29', 'month', '2028-02-01', '2028-02-29'],
] as const)('%s lies in a %s from %s to %s', (day, step, from, to) => {
  expect(momentOf(day, step)).toEqual({ from, to });
});

test.each(['day', 'week', 'month'] as const)('moments of one %s follow each other without a gap', (step) => {
  const number = momentNumber('2026-12-29', step);
  const [one, next] = [momentOfNumber(number, step), momentOfNumber(number + 1, step)];
  expect(Date.parse(next.from) - Date.parse(one.to)).toBe(86_400_000);
  expect(momentNumber(one.to, step)).toBe(number);
});

test.each([
  [null, null, '2026-01-01', '2026-12-31'],
  ['2026-03-05', '2026-04-06', '2026-03-05', '2026-04-06'],
  ['2026-03-05', null, '2026-03-05', '2027-02-28'],
  [null, '2026-03-05', '2025-03-01', '2026-03-05'],
  ['2026-03-05', '2026-01-01', '2026-03-05', '2027-02-28'],
])('a filter from %s to %s is a period from %s to %s', (from, to, first, last) => {
  expect(periodOf(from, to, '2026-11-22')).toEqual({ from: first, to: last });
});

test('the weeks of a period hold its first and its last day', () => {
  const [first, last] = bounds({ from: '2026-06-03', to: '2026-06-24' }, 'week');
  expect(last - first).toBe(3);
  expect(momentOfNumber(first, 'week').from).toBe('2026-06-01');
  expect(momentOfNumber(last, 'week').to).toBe('2026-06-28');
});

test('the slider begins today, or where the period begins', () => {
  const period = { from: '2026-01-01', to: '2026-06-30' };
  expect(firstMoment(period, '2026-06-30')).toBe('2026-06-30');
  expect(firstMoment(period, '2026-07-01')).toBe('2026-01-01');
});
