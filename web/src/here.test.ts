import { expect, test } from 'vitest';
import { idOfPoint, isInside } from './here';

test('a point is an id to the metre, as the server reads it', () => {
  expect(idOfPoint([76.945123456, 43.2384])).toBe('76.94512,43.23840');
});

test('who is not in the city is told so', () => {
  expect(isInside([76.9, 43.2], [76.7, 43.1, 77.1, 43.4])).toBe(true);
  expect(isInside([71.4, 51.1], [76.7, 43.1, 77.1, 43.4])).toBe(false);
});
