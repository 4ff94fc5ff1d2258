/**
 * Dates and numbers in the page's language, ready to be put into a message as text.
 *
 * The order of day, month and year is in the messages, the names of the months come with the page: Chromium's own
 * data has no Kazakh months ("2026 M10 13").
 */
import type { IsoDay } from './days';
import type { Language } from './state';
import type { Text } from './texts';

/** Kazakh numbers are written as Russian ones, and Chromium knows those. */
const NUMBER_LOCALES: Record<Language, string> = { kk: 'ru-RU', ru: 'ru-RU', en: 'en-GB' };

export interface Months {
  /** January to December as they stand beside a day. */
  readonly wide: readonly string[];
  /** The same as they stand without a day. */
  readonly alone: readonly string[];
}

export interface Formats {
  day(day: IsoDay): string;
  /** Days of a work: one day, or "from – to" with what they share written once. */
  days(first: IsoDay, last: IsoDay): string;
  /** The days that a plan gives a work: both, one end alone, or none. */
  planned(first: IsoDay | null, last: IsoDay | null): string;
  month(day: IsoDay): string;
  number(value: number): string;
  percent(share: number): string;
}

function parts(day: IsoDay): { year: string; month: number; day: string } {
  const [year = '', month = '', date = ''] = day.split('-');
  return { year, month: Number(month) - 1, day: String(Number(date)) };
}

export function formatsFor(lang: Language, months: Months, text: Text): Formats {
  const number = new Intl.NumberFormat(NUMBER_LOCALES[lang], { maximumFractionDigits: 2 });
  const wide = (month: number): string => months.wide[month] ?? '';
  const day = (iso: IsoDay): string => {
    const it = parts(iso);
    return text('date-day', { day: it.day, month: wide(it.month), year: it.year });
  };
  const days = (first: IsoDay, last: IsoDay): string => {
    if (first === last) return day(first);
    const [from, to] = [parts(first), parts(last)];
    if (from.year !== to.year) return text('date-span', { first: day(first), last: day(last) });
    const args = { first: from.day, last: to.day, year: to.year, month: wide(from.month) };
    if (from.month === to.month) return text('date-days-in-month', args);
    return text('date-days-in-year', { ...args, lastmonth: wide(to.month) });
  };
  return {
    day,
    days,
    planned: (first, last) => {
      if (first !== null && last !== null) return days(first, last);
      if (first !== null) return text('date-start-alone', { day: day(first) });
      return last === null ? text('no-dates') : text('date-end-alone', { day: day(last) });
    },
    month: (iso) => text('date-month', { month: months.alone[parts(iso).month] ?? '', year: parts(iso).year }),
    number: (value) => number.format(value),
    percent: (share) => text('percent', { number: String(Math.round(share * 100)) }),
  };
}
