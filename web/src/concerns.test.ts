import { expect, test } from 'vitest';
import { concernOf, pressConcern } from './concerns';

const yards = { code: 'yards', title: 'Дворы', icon: 'house', types: ['yard', 'playground'] };
const networks = { code: 'networks', title: 'Сети', icon: 'shovel', types: ['sewer'] };
const catalog = { concerns: [yards, networks] };

test('a concern is on when its kinds are chosen, in any order, and nothing else', () => {
  expect(concernOf({ type: ['playground', 'yard'], group: [] }, catalog)).toBe(yards);
  expect(concernOf({ type: ['yard'], group: [] }, catalog)).toBeNull();
  expect(concernOf({ type: ['playground', 'yard', 'sewer'], group: [] }, catalog)).toBeNull();
  expect(concernOf({ type: ['sewer'], group: ['roads'] }, catalog)).toBeNull();
  expect(concernOf({ type: [], group: [] }, catalog)).toBeNull();
});

test('a press shows its kinds alone, and pressed again all kinds', () => {
  expect(pressConcern(yards, { type: [], group: ['roads'] }, catalog)).toEqual({ group: [], type: ['yard', 'playground'] });
  expect(pressConcern(networks, { type: ['yard', 'playground'], group: [] }, catalog)).toEqual({ group: [], type: ['sewer'] });
  expect(pressConcern(yards, { type: ['playground', 'yard'], group: [] }, catalog)).toEqual({ group: [], type: [] });
});
