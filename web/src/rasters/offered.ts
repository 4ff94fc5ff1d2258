/** What the server offers to lay under the works (gis_app/rasters/router.py). */
import { getJson } from '../api';
import type { Bounds } from '../catalog';
import type { IsoDay } from '../days';

export interface Overlay {
  readonly layer: string;
  readonly title: string;
  readonly taken_on: IsoDay | null;
  readonly bounds: Bounds;
  readonly minzoom: number;
  readonly maxzoom: number;
  readonly version: string;
}

export interface DensityClass {
  readonly from: number;
  readonly to: number | null;
  readonly color: string;
}

export interface Offered {
  readonly overlays: readonly Overlay[];
  readonly density: { readonly layer: string; readonly month: string; readonly minzoom: number; readonly maxzoom: number; readonly classes: readonly DensityClass[] } | null;
}

export const fetchOffered = (): Promise<Offered> => getJson<Offered>('/api/rasters');
