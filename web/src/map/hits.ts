import type { MapGeoJSONFeature } from 'maplibre-gl';

/** Works under a click, nearest the eye first, each once. */
export function uniqueIds(features: readonly Pick<MapGeoJSONFeature, 'id'>[]): number[] {
  return [...new Set(features.map(({ id }) => Number(id)).filter((id) => Number.isInteger(id) && id > 0))];
}
