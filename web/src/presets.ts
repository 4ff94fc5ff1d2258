/** Periods that people ask for, as filters. A preset is on when the filter's dates and statuses are exactly its own. */
import { firstDayOfMonth, lastDayOfMonth, monthOf, type IsoDay } from './days';
import type { Filter } from './state';

export const PRESETS = ['any', 'now', 'month', 'year', 'done'] as const;
export type Preset = (typeof PRESETS)[number];

type Choice = Pick<Filter, 'from' | 'to' | 'status'>;

export function presetFilter(preset: Preset, today: IsoDay): Choice {
  const month = monthOf(today);
  const january = month - (month % 12);
  switch (preset) {
    case 'any':
      return { from: null, to: null, status: [] };
    case 'now':
      return { from: today, to: today, status: [] };
    case 'month':
      return { from: firstDayOfMonth(month), to: lastDayOfMonth(month), status: [] };
    case 'year':
      return { from: firstDayOfMonth(january), to: lastDayOfMonth(january + 11), status: [] };
    case 'done':
      return { from: null, to: null, status: ['finished'] };
  }
}

export function presetOf(filter: Choice, today: IsoDay): Preset | null {
  const same = (choice: Choice): boolean =>
    choice.from === filter.from && choice.to === filter.to && choice.status.join() === filter.status.join();
  return PRESETS.find((preset) => same(presetFilter(preset, today))) ?? null;
}
