import { expect, test } from 'vitest';
import { isDone } from './progress';

test.each([
  ['received', false],
  ['checking', false],
  ['accepting', false],
  ['checked', true],
  ['failed', true],
  ['accepted', true],
  ['unmapped', true],
  ['withdrawn', true],
])('a plan that is %s is shown anew: %s', (state, done) => {
  expect(isDone({ state, version: 1, words: '', share: null })).toBe(done);
});
