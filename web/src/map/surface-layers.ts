/** Fresh surfaces come with the server's style (layers/protections): which of its layers answer a click, and with what. */
import type { MapGeoJSONFeature } from 'maplibre-gl';

/** Uppermost first: what must not be dug up says more than what is under warranty. */
export const SURFACES = ['works-protected-surface', 'works-guaranteed-surface-area'] as const;

/** The work that made the surface under a click; its card tells both terms. */
export function workOfSurface(features: readonly Pick<MapGeoJSONFeature, 'properties'>[]): number | null {
  const works = features.map(({ properties }) => Number(properties['w'])).filter((id) => Number.isInteger(id) && id > 0);
  return works[0] ?? null;
}
