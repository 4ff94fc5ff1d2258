/** Dates and numbers in the page's language, ready to be put into a message as text. */
import type { IsoDay } from './days';
import type { Language } from './state';

export const LOCALES: Record<Language, string> = { kk: 'kk-KZ', ru: 'ru-RU', en: 'en-GB' };

export interface Formats {
  day(day: IsoDay): string;
  /** Days of a work: one day, or "from – to" with what they share written once. */
  days(first: IsoDay, last: IsoDay): string;
  month(day: IsoDay): string;
  number(value: number): string;
  percent(share: number): string;
}

const instant = (day: IsoDay): Date => new Date(`${day}T00:00:00Z`);

export function formatsFor(lang: Language): Formats {
  const locale = LOCALES[lang];
  const long = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const month = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return {
    day: (day) => long.format(instant(day)),
    days: (first, last) => (first === last ? long.format(instant(first)) : long.formatRange(instant(first), instant(last))),
    month: (day) => month.format(instant(day)),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
  };
}
