/**
 * Counts of the overview's cells under the current filter.
 *
 * A cell carries `type.state.quarter+n` (n works whose planned time starts in that quarter), `-n` (ends in it), and
 * `type.state.0+n` (n works without dates). From these the number going on in quarters [a, b] is the starts up to b
 * less the ends before a. Dates and the statuses that hang on today are therefore true to the quarter; contractor and
 * district are not in the cells.
 */
import { quarterOf, type IsoDay } from './days';
import type { Filter } from './state';
import { STATES, type State, type Status } from './status';

export interface Entry {
  readonly type: number;
  readonly state: State;
  /** year * 4 + quarter − 1; 0 for works without dates. */
  readonly quarter: number;
  readonly starts: number;
  readonly ends: number;
}

export function parseDetail(detail: string): Entry[] {
  const entries: Entry[] = [];
  for (const part of detail.split(';')) {
    const match = /^(\d+)\.(\d)\.(\d+)([+-])(\d+)$/.exec(part.trim());
    const state = match && STATES[Number(match[2])];
    if (!match || !state) continue;
    const count = Number(match[5]);
    const starts = match[4] === '+';
    entries.push({ type: Number(match[1]), state, quarter: Number(match[3]), starts: starts ? count : 0, ends: starts ? 0 : count });
  }
  return entries;
}

interface Sums {
  undated: number;
  /** Works whose time overlaps the quarters of the filter. */
  going: number;
  /** Works that begin after the quarter of today, and those that ended before it. */
  ahead: number;
  past: number;
  dated: number;
}

function add(sums: Sums, entry: Entry, first: number, last: number, now: number): void {
  if (entry.quarter === 0) {
    sums.undated += entry.starts;
    return;
  }
  sums.dated += entry.starts;
  if (entry.quarter <= last) sums.going += entry.starts;
  if (entry.quarter < first) sums.going -= entry.ends;
  if (entry.quarter > now) sums.ahead += entry.starts;
  if (entry.quarter < now) sums.past += entry.ends;
}

/** How many works of one state have one of the statuses; `open` of them overlap the dates of the filter. */
function withStatus(state: State, sums: Sums, has: (status: Status) => boolean, dates: boolean): number {
  const undated = dates ? 0 : sums.undated;
  const atMost = (n: number): number => Math.max(0, Math.min(n, sums.going));
  const current = sums.dated - sums.ahead - sums.past;
  switch (state) {
    case 'planned':
    case 'scheduled':
      if (has('planned') && has('due') && has('unreported')) return sums.going + (has('undated') ? undated : 0);
      return (
        atMost((has('planned') ? sums.ahead : 0) + (has('due') ? current : 0) + (has('unreported') ? sums.past : 0)) +
        (has('undated') ? undated : 0)
      );
    case 'in_progress':
      if (has('overdue') && has('in_progress')) return sums.going + undated;
      return atMost((has('overdue') ? sums.past : 0) + (has('in_progress') ? sums.dated - sums.past : 0)) + (has('in_progress') ? undated : 0);
    case 'accepted':
    case 'in_warranty':
    case 'archived':
      return has('finished') ? sums.going + undated : 0;
    default:
      return has(state) ? sums.going + undated : 0;
  }
}

/** Type number → works of that type in the cell that the filter lets through; types without any are left out. */
export function countCell(
  entries: readonly Entry[],
  filter: Pick<Filter, 'status' | 'from' | 'to'>,
  types: readonly number[] | null,
  today: IsoDay,
): Map<number, number> {
  const first = filter.from ? quarterOf(filter.from) : -Infinity;
  const last = filter.to ? quarterOf(filter.to) : Infinity;
  const now = quarterOf(today);
  const has = (status: Status): boolean => filter.status.length === 0 || filter.status.includes(status);
  const sums = new Map<string, Sums & { type: number; state: State }>();
  for (const entry of entries) {
    if (types && !types.includes(entry.type)) continue;
    const key = `${entry.type}.${entry.state}`;
    let sum = sums.get(key);
    if (!sum) {
      sum = { type: entry.type, state: entry.state, undated: 0, going: 0, ahead: 0, past: 0, dated: 0 };
      sums.set(key, sum);
    }
    add(sum, entry, first, last, now);
  }
  const counts = new Map<number, number>();
  for (const sum of sums.values()) {
    const n = withStatus(sum.state, sum, has, filter.from !== null || filter.to !== null);
    if (n > 0) counts.set(sum.type, (counts.get(sum.type) ?? 0) + n);
  }
  return counts;
}
