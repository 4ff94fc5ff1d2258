import { describe, expect, it } from 'vitest';
import { workOfSurface } from './surface-layers';

describe('a click on fresh surfaces', () => {
  it('opens the work of the uppermost one', () => {
    expect(workOfSurface([{ properties: { w: 7, k: 0 } }, { properties: { w: 9, k: 1 } }])).toBe(7);
  });
  it('opens nothing where there is none', () => {
    expect(workOfSurface([])).toBeNull();
  });
  it('passes over what names no work', () => {
    expect(workOfSurface([{ properties: {} }, { properties: { w: 9 } }])).toBe(9);
  });
});
