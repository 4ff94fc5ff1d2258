/** What the map is drawn from, asked for before its library has come: the style, and which tiles are left to the overview. */
import type { StyleSpecification } from 'maplibre-gl';
import type { Language } from '../state';
import { fetchStyle } from './style';

export interface Ground {
  readonly style: StyleSpecification;
  /** Ids "z/x/y" of the tiles whose works are left to the overview. */
  readonly crowded: ReadonlySet<string>;
}

async function crowdedTiles(lang: Language): Promise<Set<string>> {
  const response = await fetch(`/tiles/works.json?lang=${lang}`);
  const tileJson = response.ok ? ((await response.json()) as { overview_tiles?: unknown[] }) : {};
  return new Set((tileJson.overview_tiles ?? []).map((tile) => (Array.isArray(tile) ? tile.join('/') : String(tile))));
}

export async function fetchGround(lang: Language): Promise<Ground> {
  const [style, crowded] = await Promise.all([fetchStyle(lang), crowdedTiles(lang)]);
  return { style, crowded };
}
