import { expect, test } from 'vitest';
import { isChoice } from './history';
import { parseState } from './state';

const before = parseState('?z=12&lat=43.2&lon=76.9', 'ru');

test('moving the map is no step in the history', () => {
  expect(isChoice({ ...before, z: 13, lat: 43.3 }, before)).toBe(false);
});

test.each([
  ['a work', { work: 3 }],
  ['a filter', { group: ['roads'] }],
  ['the list', { view: 'list' as const }],
  ['a search', { q: 'Абая' }],
])('choosing %s is one', (_name, change) => {
  expect(isChoice({ ...before, ...change }, before)).toBe(true);
});
