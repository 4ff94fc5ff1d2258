import { expect, test, vi } from 'vitest';
import type { Map } from 'maplibre-gl';
import type { App } from '../app';
import { followCamera } from './camera';

/** A map of a phone, 400 × 800, on which the house of the link lies at `y`; half of it lies under the sheet. */
function opened(y: number, z: number | null, isWide = false): { jumpTo: ReturnType<typeof vi.fn>; easeTo: ReturnType<typeof vi.fn> } {
  vi.stubGlobal('matchMedia', () => ({ matches: isWide }));
  const [jumpTo, easeTo] = [vi.fn(), vi.fn()];
  const bounds = { getWest: () => 76, getSouth: () => 43, getEast: () => 77, getNorth: () => 44 };
  const map = {
    jumpTo, easeTo, on: vi.fn(), getZoom: () => 17, getCenter: () => ({ lng: 76.9, lat: 43.2 }), getBounds: () => bounds,
    project: () => ({ x: 200, y }), getContainer: () => ({ clientWidth: 400, clientHeight: 800 }),
  }; // prettier-ignore
  const place = { kind: 'house', point: [76.9, 43.2], bbox: null };
  const state = { place, card: null, outageCard: null, z, lat: 43.2, lon: 76.9, sheet: 'half' };
  const store = { get: () => state, set: vi.fn(), watch: vi.fn() };
  followCamera(map as unknown as Map, { store } as unknown as App);
  return { jumpTo, easeTo };
}

test.each([
  ['behind the sheet', 400, true],
  ['above the sheet', 200, false],
  ['far below the map, for the sender looked elsewhere', 2000, false],
])('a shared view whose house lies %s is moved: $2', (_where, y, isMoved) => {
  const { jumpTo } = opened(y, 17);
  if (isMoved) expect(jumpTo).toHaveBeenCalledWith({ center: [76.9, 43.2], zoom: 17, padding: { top: 20, right: 20, bottom: 420, left: 20 } });
  else expect(jumpTo).not.toHaveBeenCalled();
});

test('beside the panel of a desk a shared view stays as it was sent', () => {
  expect(opened(400, 17, true).jumpTo).not.toHaveBeenCalled();
});

test('a link without a view shows its house', () => {
  const { jumpTo, easeTo } = opened(400, null);
  expect(jumpTo).not.toHaveBeenCalled();
  expect(easeTo).toHaveBeenCalledOnce();
});
