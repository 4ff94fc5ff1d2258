/** Draws the chosen overlays under the works; what is chosen is the truth, the map follows. */
import type { Map, RasterSourceSpecification } from 'maplibre-gl';
import { OUTAGE_AREAS } from '../map/outage-layers';
import type { Bounds } from '../catalog';
import type { ChosenLayer } from './chosen-layers';
import type { Offered } from './offered';

const TILE_PX = 512;
const idOf = (layer: string): string => `raster-${layer}`;

function sourceOf({ layer, month, district }: ChosenLayer, { overlays, density }: Offered, city: Bounds): RasterSourceSpecification | null {
  const address = (version: string, more = ''): string => `${location.origin}/raster/${layer}/{z}/{x}/{y}.png?size=${TILE_PX}&v=${version}${more}`;
  const drawn = { type: 'raster', tileSize: TILE_PX } as const;
  if (density && layer === density.layer) {
    const asked = `&month=${month ?? density.month}${district === null ? '' : `&district=${district}`}`;
    return { ...drawn, tiles: [address('0', asked)], bounds: [...city] as [number, number, number, number], minzoom: density.minzoom, maxzoom: density.maxzoom };
  }
  const overlay = overlays.find((one) => one.layer === layer);
  if (!overlay) return null;
  // A tile of 512 pixels has the pixels of the next zoom's tiles of 256.
  const maxzoom = Math.max(overlay.minzoom, overlay.maxzoom - 1);
  return { ...drawn, tiles: [address(overlay.version)], bounds: [...overlay.bounds] as [number, number, number, number], minzoom: overlay.minzoom, maxzoom };
}

/** `layers` from the lowest to the uppermost; sources whose question has changed are made anew. */
export function drawLayers(map: Map, layers: readonly ChosenLayer[], offered: Offered, city: Bounds): void {
  const wanted = new Set(layers.map(({ layer }) => idOf(layer)));
  for (const { id } of map.getStyle().layers.filter((one) => one.id.startsWith('raster-') && !wanted.has(one.id))) {
    map.removeLayer(id);
    map.removeSource(id);
  }
  for (const chosen of layers) {
    const [id, source] = [idOf(chosen.layer), sourceOf(chosen, offered, city)];
    if (!source) continue;
    const there = map.getSource<import('maplibre-gl').RasterTileSource>(id);
    if (!there) {
      map.addSource(id, source);
      map.addLayer({ id, type: 'raster', source: id, paint: { 'raster-fade-duration': 0, 'raster-resampling': chosen.layer === offered.density?.layer ? 'nearest' : 'linear' } }, OUTAGE_AREAS);
    } else if (there.tiles[0] !== source.tiles?.[0]) there.setTiles(source.tiles ?? []);
    map.setPaintProperty(id, 'raster-opacity', chosen.opacity / 100);
  }
}
