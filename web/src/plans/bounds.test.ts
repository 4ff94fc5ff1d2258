import { expect, test } from 'vitest';
import { boundsOf } from './bounds';

test.each<[GeoJSON.Geometry | null, unknown]>([
  [null, null],
  [{ type: 'MultiPoint', coordinates: [] }, null],
  [{ type: 'Point', coordinates: [76.9, 43.2] }, [76.9, 43.2, 76.9, 43.2]],
  [{ type: 'LineString', coordinates: [[76.9, 43.3], [77, 43.2]] }, [76.9, 43.2, 77, 43.3]],
  [{ type: 'Polygon', coordinates: [[[1, 1], [3, 1], [3, 2], [1, 1]]] }, [1, 1, 3, 2]],
  [{ type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [5, 6] }] }, [5, 6, 5, 6]],
])('bounds of %j', (geometry, bounds) => {
  expect(boundsOf(geometry)).toEqual(bounds);
});
