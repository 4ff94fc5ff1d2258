import { expect, test } from 'vitest';
import { presetFilter, presetOf } from './presets';

const TODAY = '2026-02-10';

test('this month and this year have their own first and last days', () => {
  expect(presetFilter('month', TODAY)).toMatchObject({ from: '2026-02-01', to: '2026-02-28' });
  expect(presetFilter('year', TODAY)).toMatchObject({ from: '2026-01-01', to: '2026-12-31' });
});

test('now is today', () => {
  expect(presetFilter('now', TODAY)).toMatchObject({ from: TODAY, to: TODAY });
});

test('a preset is recognised by its dates and statuses, and no other filter is', () => {
  for (const preset of ['any', 'now', 'month', 'year', 'done'] as const) {
    expect(presetOf(presetFilter(preset, TODAY), TODAY)).toBe(preset);
  }
  expect(presetOf({ from: '2026-02-02', to: null, status: [] }, TODAY)).toBeNull();
});
