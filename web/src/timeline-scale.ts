/** The months of the timeline and the heights of its bars. */
import { firstDayOfMonth, lastDayOfMonth, monthOf, type IsoDay } from './days';

export interface Scale {
  readonly first: number;
  readonly last: number;
}

/** Years before and after this one that the timeline shows at most; what lies beyond is behind its open ends. */
const YEARS_AROUND = 2;

export function scaleOf(years: readonly [number, number], today: IsoDay): Scale {
  const year = Number(today.slice(0, 4));
  const first = Math.min(year, Math.max(years[0], year - YEARS_AROUND));
  const last = Math.max(year, Math.min(years[1], year + YEARS_AROUND));
  return { first: first * 12, last: last * 12 + 11 };
}

/** Months of a filter's dates, held inside the scale; an open end is the end of the scale. */
export function monthsOf(from: IsoDay | null, to: IsoDay | null, scale: Scale): [number, number] {
  const inside = (month: number): number => Math.max(scale.first, Math.min(scale.last, month));
  const low = inside(from ? monthOf(from) : scale.first);
  return [low, Math.max(low, inside(to ? monthOf(to) : scale.last))];
}

/** Dates of a chosen span of months; an end of the scale means "open", so works beyond it stay. */
export function datesOf(low: number, high: number, scale: Scale): { from: IsoDay | null; to: IsoDay | null } {
  return {
    from: low <= scale.first ? null : firstDayOfMonth(low),
    to: high >= scale.last ? null : lastDayOfMonth(high),
  };
}

/** Height of each month's bar, 0 to 1; a month with few works is still seen. */
export function barHeights(counts: Readonly<Record<IsoDay, number>>, scale: Scale): number[] {
  const months = Array.from({ length: scale.last - scale.first + 1 }, (_, i) => counts[firstDayOfMonth(scale.first + i)] ?? 0);
  const most = Math.max(1, ...months);
  return months.map((n) => (n === 0 ? 0 : Math.max(0.06, n / most)));
}
