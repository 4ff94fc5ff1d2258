import { expect, test } from 'vitest';
import { dayNumber, dayOfNumber, firstDayOfMonth, isIsoDay, lastDayOfMonth, monthOf, quarterOf } from './days';

test('days are counted from the first day of 2000', () => {
  expect(dayNumber('2000-01-01')).toBe(0);
  expect(dayNumber('2000-03-01')).toBe(60);
  expect(dayOfNumber(dayNumber('2026-11-22'))).toBe('2026-11-22');
});

test.each([
  ['2026-02-28', true],
  ['2026-02-30', false],
  ['2026-2-3', false],
  ['', false],
  ['2026-13-01', false],
])('%s is a day: %s', (text, expected) => {
  expect(isIsoDay(text)).toBe(expected);
});

test('a quarter is counted from January', () => {
  expect(quarterOf('2026-01-01')).toBe(2026 * 4);
  expect(quarterOf('2026-03-31')).toBe(2026 * 4);
  expect(quarterOf('2026-12-31')).toBe(2026 * 4 + 3);
});

test('a month begins and ends on its own days, in leap years too', () => {
  const month = monthOf('2024-02-10');
  expect(firstDayOfMonth(month)).toBe('2024-02-01');
  expect(lastDayOfMonth(month)).toBe('2024-02-29');
  expect(lastDayOfMonth(monthOf('2026-12-01'))).toBe('2026-12-31');
});
