import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { dayNumber } from './days';
import { STATES, statusExpression, statusOf, STATUSES, type State } from './status';
import { evaluate } from './testing/evaluate';

interface Case {
  name: string;
  state: State;
  planned_start: string | null;
  planned_end: string | null;
  today: string;
  status: string;
}

const cases = JSON.parse(readFileSync('../tests/data/status_cases.json', 'utf8')) as Case[];

test.each(cases)('as a function: $name', ({ state, planned_start, planned_end, today, status }) => {
  expect(statusOf({ state, plannedStart: planned_start, plannedEnd: planned_end }, today)).toBe(status);
});

test.each(cases)('on the map: $name', ({ state, planned_start, planned_end, today, status }) => {
  const properties: Record<string, unknown> = { s: STATES.indexOf(state) };
  if (planned_start) properties['ps'] = dayNumber(planned_start);
  if (planned_end) properties['pe'] = dayNumber(planned_end);
  expect(evaluate(statusExpression(today), properties)).toBe(status);
});

test('every status is reached by some case', () => {
  expect([...new Set(cases.map(({ status }) => status))].sort()).toEqual([...STATUSES].sort());
});
