import { expect, test } from 'vitest';
import { metresBetween, nearestFirst } from './locating';

test.each<[[number, number], [number, number], number]>([
  [[76.9, 43.25], [76.9, 43.25], 0],
  [[76.9, 43.25], [76.9, 43.26], 1112],
  [[76.9, 43.25], [76.91, 43.25], 810],
])('from %j to %j are %i metres', (one, other, metres) => {
  expect(Math.round(metresBetween(one, other))).toBe(metres);
});

test('the nearest come first, those without a place stay behind in their order', () => {
  const items = ['nowhere', 'far', 'near', 'lost'];
  const places: Record<string, [number, number]> = { far: [77, 43], near: [76.9, 43.25] };
  expect(nearestFirst(items, [76.9, 43.26], (item) => places[item] ?? null)).toEqual(['near', 'far', 'nowhere', 'lost']);
});
