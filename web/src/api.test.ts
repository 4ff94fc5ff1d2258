import { expect, test } from 'vitest';
import { listUrl, placeOf } from './api';
import { NO_FILTER } from './state';

test('the list is asked for with the filter and the box of the map', () => {
  const url = listUrl({ filter: { ...NO_FILTER, type: ['yard'], from: '2026-01-01' }, bbox: [76.9, 43.2, 77, 43.3], place: null, limit: 40, offset: 0, lang: 'kk' });
  expect(decodeURIComponent(url)).toBe('/api/works?type=yard&from=2026-01-01&bbox=76.90000,43.20000,77.00000,43.30000&limit=40&lang=kk');
});

test('a located stretch of a street becomes a place with a box', () => {
  const geometry: GeoJSON.Geometry = { type: 'MultiLineString', coordinates: [[[76.9, 43.2], [76.92, 43.2]], [[76.92, 43.22], [76.94, 43.24]]] };
  const place = placeOf({ match_type: 'segment', label: 'Абая', geometry });
  expect(place?.bbox).toEqual([76.9, 43.2, 76.94, 43.24]);
  expect(place?.point[0]).toBeCloseTo(76.92);
});

test('what was not located is no place', () => {
  expect(placeOf({ match_type: 'none', label: '', geometry: null })).toBeNull();
  expect(placeOf({ match_type: 'none', label: '', geometry: { type: 'GeometryCollection', geometries: [] } })).toBeNull();
});

test('works at a place of the register are asked for wherever the map looks', () => {
  const place = { id: 'street:12', kind: 'street', label: 'Абая', point: [76.9, 43.2], bbox: null } as const;
  const query = { filter: NO_FILTER, bbox: [76.9, 43.2, 77, 43.3], limit: 40, offset: 0, lang: 'kk' } as const;
  expect(decodeURIComponent(listUrl({ ...query, place }))).toBe('/api/works?place=street:12&limit=40&lang=kk');
  const crossing = decodeURIComponent(listUrl({ ...query, place: { ...place, id: '' } }));
  expect(crossing).toContain('bbox=76.89800,43.19800,76.90200,43.20200');
});
