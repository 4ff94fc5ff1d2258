import { expect, test } from 'vitest';
import { sizeWithin } from './photo';

test.each([
  [4000, 3000, 1600, 1200],
  [3000, 4000, 1200, 1600],
  [1600, 900, 1600, 900],
  [800, 600, 800, 600],
  [10000, 1, 1600, 1],
])('a photo of %i × %i is kept as %i × %i', (width, height, wide, high) => {
  expect(sizeWithin(width, height, 1600)).toEqual([wide, high]);
});
