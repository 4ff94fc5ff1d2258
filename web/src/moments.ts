/**
 * The moments that the slider of the map steps through: days, weeks or months of the period under the filter.
 *
 * A week runs from Monday to Sunday. A moment at an edge of the period is shown whole.
 */
import { dayNumber, dayOfNumber, firstDayOfMonth, lastDayOfMonth, monthOf, type IsoDay } from './days';

export const STEPS = ['day', 'week', 'month'] as const;
export type Step = (typeof STEPS)[number];

export interface Span {
  readonly from: IsoDay;
  readonly to: IsoDay;
}

/** 2000-01-01, day 0, was a Saturday. */
const weekOf = (day: IsoDay): number => Math.floor((dayNumber(day) + 5) / 7);
const monday = (week: number): number => week * 7 - 5;

/** Moments of one kind are counted, so that a slider can step through them. */
export function momentNumber(day: IsoDay, step: Step): number {
  return step === 'day' ? dayNumber(day) : step === 'week' ? weekOf(day) : monthOf(day);
}

export function momentOfNumber(number: number, step: Step): Span {
  if (step === 'month') return { from: firstDayOfMonth(number), to: lastDayOfMonth(number) };
  const first = step === 'day' ? number : monday(number);
  return { from: dayOfNumber(first), to: dayOfNumber(step === 'day' ? first : first + 6) };
}

/** The first and the last day of the moment that a day lies in. */
export const momentOf = (day: IsoDay, step: Step): Span => momentOfNumber(momentNumber(day, step), step);

/** The period that the slider runs over: the filter's days; a missing one is a year away, without both it is this year. */
export function periodOf(from: IsoDay | null, to: IsoDay | null, today: IsoDay): Span {
  const year = (day: IsoDay, by: number): IsoDay => firstDayOfMonth(monthOf(day) + 12 * by);
  if (from === null && to === null) return { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` };
  if (from === null) return { from: year(to!, -1), to: to! };
  if (to === null || to < from) return { from, to: lastDayOfMonth(monthOf(from) + 11) };
  return { from, to };
}

/** The numbers of the first and the last moment of a period. */
export function bounds(period: Span, step: Step): readonly [first: number, last: number] {
  return [momentNumber(period.from, step), momentNumber(period.to, step)];
}

/** Where the slider begins: at today when the period holds it, else at its first day. */
export const firstMoment = ({ from, to }: Span, today: IsoDay): IsoDay => (today >= from && today <= to ? today : from);
