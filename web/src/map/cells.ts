/** Cells of the overview: which tile they belong to. */

/** A cell's id is zoom/column/row of a grid eight times finer than the tiles. */
export const CELL_ZOOM_STEP = 3;

export interface Cell {
  readonly id: string;
  readonly point: GeoJSON.Position;
  readonly detail: string;
}

/** The ids of the tiles whose works are left to the overview, by TileJSON: "z/x/y". */
export function isInTile(cell: string, tiles: ReadonlySet<string>): boolean {
  const [z = 0, x = 0, y = 0] = cell.split('/').map(Number);
  return tiles.has(`${z - CELL_ZOOM_STEP}/${x >> CELL_ZOOM_STEP}/${y >> CELL_ZOOM_STEP}`);
}
