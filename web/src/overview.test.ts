import { expect, test } from 'vitest';
import { quarterOf } from './days';
import { countCell, parseDetail } from './overview';
import { NO_FILTER, type Filter } from './state';

const TODAY = '2026-11-22';
const q = (year: number, quarter: number): number => year * 4 + quarter - 1;

/** Works of a cell as [type, state, first quarter, last quarter, how many]. */
function detail(...works: [number, number, number, number, number][]): string {
  return works.map(([type, state, first, last, n]) => `${type}.${state}.${first}+${n};${type}.${state}.${last}-${n}`).join(';');
}

function counted(text: string, filter: Partial<Filter> = {}, types: number[] | null = null): Record<number, number> {
  return Object.fromEntries(countCell(parseDetail(text), { ...NO_FILTER, ...filter }, types, TODAY));
}

test('an entry tells type, state, quarter and number', () => {
  expect(parseDetail('9.1.8105+3;9.1.8107-3')).toEqual([
    { type: 9, state: 'in_progress', quarter: 8105, starts: 3, ends: 0 },
    { type: 9, state: 'in_progress', quarter: 8107, starts: 0, ends: 3 },
  ]);
});

test('what cannot be read is left out', () => {
  expect(parseDetail('')).toEqual([]);
  expect(parseDetail('9.9.8105+3;x;9.1.8105*3')).toEqual([]);
});

test('without a filter all works count, dated or not', () => {
  expect(counted(`${detail([9, 1, q(2026, 1), q(2026, 4), 3])};2.0.0+4`)).toEqual({ 9: 3, 2: 4 });
});

test('dates count the works going on in their quarters', () => {
  const cell = detail([9, 3, q(2025, 1), q(2025, 2), 5], [9, 3, q(2025, 2), q(2025, 4), 2], [2, 0, q(2027, 1), q(2027, 1), 7]);
  expect(counted(cell, { from: '2025-04-01', to: '2025-06-30' })).toEqual({ 9: 7 });
  expect(counted(cell, { from: '2025-07-01', to: '2025-12-31' })).toEqual({ 9: 2 });
  expect(counted(cell, { to: '2025-02-01' })).toEqual({ 9: 5 });
  expect(counted(cell, { from: '2027-01-01' })).toEqual({ 2: 7 });
});

test('works without dates are in no period', () => {
  expect(counted('2.0.0+4', { from: '2026-01-01' })).toEqual({});
});

test('types that the filter leaves out are not counted', () => {
  expect(counted('9.1.8105+3;2.1.8105+1', {}, [2])).toEqual({ 2: 1 });
});

test.each([
  ['planned', q(2027, 1), q(2027, 2)],
  ['due', q(2026, 3), quarterOf(TODAY)],
  ['unreported', q(2026, 1), q(2026, 2)],
] as const)('a planned work is %s by its quarters', (status, first, last) => {
  const cell = detail([9, 0, first, last, 2]);
  expect(counted(cell, { status: [status] })).toEqual({ 9: 2 });
  for (const other of (['planned', 'due', 'unreported'] as const).filter((code) => code !== status)) {
    expect(counted(cell, { status: [other] })).toEqual({});
  }
});

test('a work in progress is overdue when its last quarter has passed', () => {
  const cell = detail([9, 1, q(2026, 1), q(2026, 2), 2], [9, 1, q(2026, 4), q(2027, 1), 1]);
  expect(counted(cell, { status: ['overdue'] })).toEqual({ 9: 2 });
  expect(counted(cell, { status: ['in_progress'] })).toEqual({ 9: 1 });
  expect(counted(cell, { status: ['overdue', 'in_progress'] })).toEqual({ 9: 3 });
});

test('accepted works are finished', () => {
  expect(counted(detail([9, 4, q(2025, 1), q(2025, 1), 2]), { status: ['finished'] })).toEqual({ 9: 2 });
});
