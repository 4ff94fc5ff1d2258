/**
 * The status a person sees, derived from the last event and the planned days on a given day.
 *
 * The table below is the same as in gis_app/works/status.py; tests/data/status_cases.json is checked against both.
 * It is read in two ways: as a function, and as an expression that MapLibre evaluates on the tiles, so no tile goes
 * stale at midnight.
 */
import { dayNumber, type IsoDay } from './days';

/** A work's state follows from its last event; the position is the number in the tiles, which no draft reaches. */
export const STATES = [
  'planned', 'in_progress', 'paused', 'finished', 'accepted', 'cancelled', 'scheduled', 'in_warranty', 'archived',
] as const;
export type State = (typeof STATES)[number];

export const STATUSES = [
  'planned', 'due', 'in_progress', 'paused', 'overdue', 'unreported', 'finished', 'cancelled', 'undated',
] as const;
export type Status = (typeof STATUSES)[number];

type Condition = 'no_start' | 'before_start' | 'until_end' | 'after_end';

interface Rule {
  readonly status: Status;
  readonly states: readonly State[];
  /** Left out: the rule holds always. */
  readonly when?: Condition;
}

/** Nothing is reported yet: the calendar speaks. */
const AHEAD: readonly State[] = ['planned', 'scheduled'];

/** The first rule that holds gives the status. */
export const RULES: readonly Rule[] = [
  { status: 'cancelled', states: ['cancelled'] },
  { status: 'finished', states: ['finished', 'accepted', 'in_warranty', 'archived'] },
  { status: 'paused', states: ['paused'] },
  { status: 'overdue', states: ['in_progress'], when: 'after_end' },
  { status: 'in_progress', states: ['in_progress'] },
  { status: 'undated', states: AHEAD, when: 'no_start' },
  { status: 'planned', states: AHEAD, when: 'before_start' },
  { status: 'due', states: AHEAD, when: 'until_end' },
  { status: 'unreported', states: AHEAD },
];

export interface Facts {
  readonly state: State;
  readonly plannedStart: IsoDay | null;
  readonly plannedEnd: IsoDay | null;
}

/** A planned work without an end is taken to last one day; one in progress without an end is never late. */
function holds(condition: Condition, facts: Facts, today: IsoDay): boolean {
  const { plannedStart, plannedEnd } = facts;
  switch (condition) {
    case 'no_start':
      return plannedStart === null;
    case 'before_start':
      return plannedStart !== null && today < plannedStart;
    case 'until_end':
      return today <= (plannedEnd ?? plannedStart ?? '');
    case 'after_end':
      return plannedEnd !== null && today > plannedEnd;
  }
}

export function statusOf(facts: Facts, today: IsoDay): Status {
  const rule = RULES.find(
    ({ states, when }) => states.includes(facts.state) && (when === undefined || holds(when, facts, today)),
  );
  return rule?.status ?? 'undated';
}

export type Expression = readonly unknown[];

function conditionExpression(condition: Condition, today: number): Expression {
  switch (condition) {
    case 'no_start':
      return ['!', ['has', 'ps']];
    case 'before_start':
      return ['<', today, ['get', 'ps']];
    case 'until_end':
      return ['<=', today, ['coalesce', ['get', 'pe'], ['get', 'ps'], -1]];
    case 'after_end':
      return ['all', ['has', 'pe'], ['>', today, ['coalesce', ['get', 'pe'], 0]]];
  }
}

/** The same table as a MapLibre expression over the tile attributes `s`, `ps`, `pe`; gives a status code. */
export function statusExpression(today: IsoDay): Expression {
  const day = dayNumber(today);
  const branches = RULES.flatMap(({ status, states, when }) => {
    const inState = ['in', ['get', 's'], ['literal', states.map((state) => STATES.indexOf(state))]];
    return [when === undefined ? inState : ['all', inState, conditionExpression(when, day)], status];
  });
  return ['case', ...branches, 'undated'];
}
