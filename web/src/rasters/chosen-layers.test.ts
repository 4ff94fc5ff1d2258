import { expect, test } from 'vitest';
import { layersText, parseLayers, withLayer, without } from './chosen-layers';

test.each(['overlay-12:80', 'density:60', 'density@2026-06:5', 'density@2026-06@3:100', 'overlay-1:0,density@3:70,overlay-2:10'])('%s is read back as it was written', (text) => {
  expect(layersText(parseLayers(text))).toBe(text);
});

test.each(['', 'overlay-0:80', 'overlay-1', 'overlay-1:101', 'density@2026-13:60', 'works:50', 'overlay-1:x', 'overlay-1:-5'])('%s names no layer', (text) => {
  expect(parseLayers(text)).toEqual([]);
});

test('a layer counts once', () => {
  expect(layersText(parseLayers('overlay-1:10,overlay-1:90'))).toBe('overlay-1:10');
});

test('a layer is put in, changed and taken out', () => {
  const one = withLayer([], 'overlay-1', {});
  expect(layersText(one)).toBe('overlay-1:80');
  const two = withLayer(withLayer(one, 'density', { month: '2026-06' }), 'overlay-1', { opacity: 5 });
  expect(layersText(two)).toBe('overlay-1:5,density@2026-06:80');
  expect(layersText(without(two, 'overlay-1'))).toBe('density@2026-06:80');
});
