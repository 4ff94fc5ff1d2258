/** Days are ISO strings in the page and whole numbers in the tiles: days since 2000-01-01, as the server writes them. */

const DAY_MS = 86_400_000;
const FIRST_DAY_MS = Date.UTC(2000, 0, 1);

export type IsoDay = string;

export function isIsoDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export function dayNumber(day: IsoDay): number {
  return Math.round((Date.parse(`${day}T00:00:00Z`) - FIRST_DAY_MS) / DAY_MS);
}

export function dayOfNumber(number: number): IsoDay {
  return new Date(FIRST_DAY_MS + number * DAY_MS).toISOString().slice(0, 10);
}

/** year * 4 + (quarter of the year − 1): the unit of the overview's dates. */
export function quarterOf(day: IsoDay): number {
  return Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
}

/** Months are counted as year * 12 + (month − 1), so that a slider can step through them. */
export function monthOf(day: IsoDay): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

export function firstDayOfMonth(month: number): IsoDay {
  return new Date(Date.UTC(Math.floor(month / 12), month % 12, 1)).toISOString().slice(0, 10);
}

export function lastDayOfMonth(month: number): IsoDay {
  return new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).toISOString().slice(0, 10);
}
