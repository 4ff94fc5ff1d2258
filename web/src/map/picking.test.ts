import { expect, test } from 'vitest';
import { isInTile } from './cells';
import { uniqueIds } from './hits';

test('a work that was hit by its pin and by its line counts once', () => {
  expect(uniqueIds([{ id: 3 }, { id: 5 }, { id: 3 }, { id: undefined }])).toEqual([3, 5]);
});

test('a cell lies in the tile three zooms above it', () => {
  const tiles = new Set(['12/2922/1503']);
  expect(isInTile('15/23376/12024', tiles)).toBe(true);
  expect(isInTile('15/23383/12031', tiles)).toBe(true);
  expect(isInTile('15/23384/12024', tiles)).toBe(false);
});
