import { expect, test, vi } from 'vitest';
import { dayNumber } from '../days';
import { evaluate } from '../testing/evaluate';
import { STATES, STATUSES } from '../status';

vi.mock('virtual:icon-paths', () => ({ default: {} }));
const { parsePinName, pinExpression, pinName } = await import('./pins');

test.each(STATUSES)('the pin of a work that is %s is found again by its name', (status) => {
  expect(parsePinName(pinName(17, status))).toEqual({ type: 17, status });
});

test('other images are no pins', () => {
  expect(parsePinName('pin-1-lost')).toBeNull();
  expect(parsePinName('donut-30-roads:16')).toBeNull();
});

test('the map names the pin that the page would draw', () => {
  const properties = { t: 9, s: STATES.indexOf('in_progress'), ps: dayNumber('2026-01-01'), pe: dayNumber('2026-02-01') };
  expect(evaluate(pinExpression('2026-02-02'), properties)).toBe('pin-9-overdue');
  expect(evaluate(pinExpression('2026-02-01'), properties)).toBe('pin-9-in_progress');
});
