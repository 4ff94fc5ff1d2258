/** What is being drawn, apart from any map: a kind and its corners, as GeoJSON. Coordinates are longitude, latitude. */
export type Kind = 'Point' | 'LineString' | 'Polygon';
export type Corner = readonly [number, number];

export interface Drawing {
  readonly kind: Kind | null;
  readonly corners: readonly Corner[];
}

export const NOTHING: Drawing = { kind: null, corners: [] };
const LEAST: Record<Kind, number> = { Point: 1, LineString: 2, Polygon: 3 };
const DECIMALS = 7;

const rounded = ([lon, lat]: Corner): Corner => [Number(lon.toFixed(DECIMALS)), Number(lat.toFixed(DECIMALS))];

/** Begins a drawing of a kind; the same kind again goes on with it. */
export function begin(drawing: Drawing, kind: Kind): Drawing {
  return drawing.kind === kind ? drawing : { kind, corners: [] };
}

/** A corner more; a point has only one, so it moves. */
export function add(drawing: Drawing, corner: Corner): Drawing {
  if (drawing.kind === null) return drawing;
  const corners = drawing.kind === 'Point' ? [rounded(corner)] : [...drawing.corners, rounded(corner)];
  return { ...drawing, corners };
}

export function move(drawing: Drawing, at: number, corner: Corner): Drawing {
  return { ...drawing, corners: drawing.corners.map((one, index) => (index === at ? rounded(corner) : one)) };
}

export function undo(drawing: Drawing): Drawing {
  return { ...drawing, corners: drawing.corners.slice(0, -1) };
}

export function isReady({ kind, corners }: Drawing): boolean {
  return kind !== null && corners.length >= LEAST[kind];
}

/** The drawing as a geometry; null while it has too few corners. */
export function geometryOf(drawing: Drawing): GeoJSON.Geometry | null {
  const { kind } = drawing;
  if (kind === null || !isReady(drawing)) return null;
  const corners = drawing.corners.map((corner) => [...corner]);
  if (kind === 'Point') return { type: 'Point', coordinates: corners[0]! };
  if (kind === 'LineString') return { type: 'LineString', coordinates: corners };
  return { type: 'Polygon', coordinates: [[...corners, corners[0]!]] };
}

/** What a map shows of it: the shape as far as it goes, and its corners, each with its place in the row. */
export function featuresOf(drawing: Drawing): GeoJSON.Feature[] {
  const corners = drawing.corners.map((corner) => [...corner]);
  const shape: GeoJSON.Geometry | null =
    geometryOf(drawing) ?? (corners.length > 1 ? { type: 'LineString', coordinates: corners } : null);
  const shown: GeoJSON.Feature[] = shape ? [{ type: 'Feature', geometry: shape, properties: { part: 'shape' } }] : [];
  return [
    ...shown,
    ...corners.map((coordinates, at) => ({
      type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates }, properties: { part: 'corner', at },
    })),
  ];
}

/** West, south, east, north of any geometry; null for none. */
export function boundsOf(geometry: GeoJSON.Geometry | null): [number, number, number, number] | null {
  const found: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (typeof part[0] === 'number' && typeof part[1] === 'number') {
      found[0] = Math.min(found[0], part[0]);
      found[1] = Math.min(found[1], part[1]);
      found[2] = Math.max(found[2], part[0]);
      found[3] = Math.max(found[3], part[1]);
    } else part.forEach(visit);
  };
  if (geometry?.type === 'GeometryCollection') geometry.geometries.forEach((one) => 'coordinates' in one && visit(one.coordinates));
  else if (geometry) visit(geometry.coordinates);
  return Number.isFinite(found[0]) ? found : null;
}
