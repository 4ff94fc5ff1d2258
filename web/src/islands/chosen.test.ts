import { describe, expect, it } from 'vitest';
import type { App, AppState } from '../app';
import { NO_FILTER } from '../state';
import { chosenFilters } from './chosen';

const catalog = {
  today: '2026-11-22',
  groups: [{ code: 'roads', title: 'Дороги', color: '#000000' }],
  types: [{ number: 1, code: 'yard', group: 'public_space', title: 'Дворы', color: '#000000', icon: 'fence', geometry: 'P' }],
  concerns: [{ code: 'yards', title: 'Дворы', icon: 'house', types: ['yard', 'playground'] }],
  statuses: [
    { code: 'overdue', title: 'Просрочено' },
    { code: 'unreported', title: 'Нет отчёта' },
  ],
  districts: [{ id: 2, name: 'Алмалинский район', bbox: [0, 0, 1, 1] }],
  contractors: [{ id: 7, name: 'ТОО «Жол»' }],
};
const text = (key: string, args?: Record<string, unknown>): string => `${key} ${Object.values(args ?? {}).join(' ')}`.trim();
const app = { data: { catalog }, text, formats: { day: (day: string) => day, days: (a: string, b: string) => `${a}–${b}` } } as unknown as App;
const whole = { ...NO_FILTER, at: null, step: 'week' };
const titles = (filter: Partial<AppState>): string[] => chosenFilters(app, { ...whole, ...filter } as AppState).map(({ title }) => title);

describe('what is chosen stands in words above the list', () => {
  it('nothing is chosen at first', () => expect(titles({})).toEqual([]));
  it('names what a link asks for', () => {
    expect(titles({ group: ['roads'], type: ['yard'], status: ['overdue'], district: 2, contractor: 7 })).toEqual([
      'Дороги', 'Дворы', 'Просрочено', 'Алмалинский район', 'ТОО «Жол»',
    ]);
  });
  it('a preset that is on says its days itself', () => expect(titles({ from: '2026-11-22', to: '2026-11-22' })).toEqual([]));
  it('a concern that is on says its kinds itself', () => expect(titles({ type: ['playground', 'yard'] })).toEqual([]));
  it('days of no preset are written', () => {
    expect(titles({ from: '2026-12-01', to: '2026-12-31' })).toEqual(['2026-12-01–2026-12-31']);
    expect(titles({ from: '2026-12-01' })).toEqual(['filter-days-from 2026-12-01']);
  });
  it('a moment stands beside its period, and taking it off leaves the period', () => {
    const found = chosenFilters(app, { ...whole, from: '2026-06-01', to: '2026-07-31', at: '2026-06-12' } as unknown as AppState);
    expect(found.map(({ title }) => title)).toEqual(['2026-06-01–2026-07-31', '2026-06-08–2026-06-14']);
    expect(found[1]?.without).toEqual({ at: null });
  });
  it('a code that the catalogue does not know is left out', () => expect(titles({ type: ['nothing'], district: 99 })).toEqual([]));
  it('taking one off keeps the others', () => {
    const [first] = chosenFilters(app, { ...whole, status: ['overdue', 'unreported'] } as unknown as AppState);
    expect(first?.without).toEqual({ status: ['unreported'] });
  });
});
