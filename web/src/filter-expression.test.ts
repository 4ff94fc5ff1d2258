import { expect, test } from 'vitest';
import { dayNumber } from './days';
import { filterExpression, typeNumbers } from './filter-expression';
import { NO_FILTER, type Filter } from './state';
import { STATES, type State } from './status';
import { evaluate } from './testing/evaluate';

const TODAY = '2026-11-22';
const catalog = {
  types: [
    { number: 2, code: 'yard', group: 'public_space' },
    { number: 9, code: 'road_medium_repair', group: 'roads' },
    { number: 28, code: 'heat_network', group: 'networks' },
  ],
} as never;

interface Given {
  t?: number;
  state?: State;
  ps?: string;
  pe?: string;
  as?: string;
  ae?: string;
  c?: number;
  d?: number;
}

function passes(filter: Partial<Filter>, { t = 2, state = 'planned', c, d, ...days }: Given): unknown {
  const properties: Record<string, unknown> = { t, s: STATES.indexOf(state) };
  for (const [name, day] of Object.entries(days)) properties[name] = dayNumber(day);
  if (c !== undefined) properties['c'] = c;
  if (d !== undefined) properties['d'] = d;
  return evaluate(filterExpression({ ...NO_FILTER, ...filter }, catalog, TODAY), properties);
}

test('without a filter every work is shown, also one without dates', () => {
  expect(passes({}, {})).toBe(true);
});

test('a type or a group lets a work in: either is enough', () => {
  expect(typeNumbers({ type: ['yard'], group: ['roads'] }, catalog)).toEqual([2, 9]);
  expect(passes({ type: ['yard'], group: ['roads'] }, { t: 9 })).toBe(true);
  expect(passes({ type: ['yard'], group: ['roads'] }, { t: 28 })).toBe(false);
});

test.each<[string, string | null, string | null, Given, boolean]>([
  ['ends the day before', '2026-06-01', null, { ps: '2026-05-01', pe: '2026-05-31' }, false],
  ['ends on the first day asked for', '2026-06-01', null, { ps: '2026-05-01', pe: '2026-06-01' }, true],
  ['begins on the last day asked for', null, '2026-06-30', { ps: '2026-06-30', pe: '2026-07-30' }, true],
  ['begins the day after', null, '2026-06-30', { ps: '2026-07-01', pe: '2026-07-30' }, false],
  ['lasts longer than the days asked for', '2026-06-01', '2026-06-30', { ps: '2026-01-01', pe: '2026-12-31' }, true],
  ['is planned for one day', '2026-06-01', '2026-06-30', { ps: '2026-06-10' }, true],
  ['has no dates', '2026-06-01', null, {}, false],
  ['was really ended before', '2026-06-01', null, { ps: '2026-05-01', pe: '2026-07-01', ae: '2026-05-20', state: 'finished' }, false],
  ['is late and still going on today', TODAY, TODAY, { ps: '2026-05-01', pe: '2026-07-01', state: 'in_progress' }, true],
  ['was planned until July and never reported', TODAY, TODAY, { ps: '2026-05-01', pe: '2026-07-01' }, false],
  ['really began later than planned', null, '2026-06-30', { ps: '2026-05-01', pe: '2026-09-01', as: '2026-07-05', state: 'in_progress' }, false],
])('a work that %s', (_name, from, to, given, expected) => {
  expect(passes({ from, to }, given)).toBe(expected);
});

test('a status is worked out on the map', () => {
  const late: Given = { ps: '2026-05-01', pe: '2026-07-01', state: 'in_progress' };
  expect(passes({ status: ['overdue'] }, late)).toBe(true);
  expect(passes({ status: ['in_progress'] }, late)).toBe(false);
});

test('contractor and district are exact', () => {
  expect(passes({ contractor: 7 }, { c: 7 })).toBe(true);
  expect(passes({ contractor: 7 }, { c: 8 })).toBe(false);
  expect(passes({ contractor: 7 }, {})).toBe(false);
  expect(passes({ district: 4 }, { d: 4 })).toBe(true);
});
