/** A shape while it is being drawn: its kind and its corners in the order in which they were set. No map, no page. */
import type { LineString, Point, Polygon, Position } from 'geojson';

export type Kind = 'Point' | 'LineString' | 'Polygon';
export type Shape = Point | LineString | Polygon;

export interface Sketch {
  readonly kind: Kind;
  /** Longitude, latitude. Of an area each corner once: the ring is closed when the shape is read. */
  readonly corners: readonly Position[];
}

/** Six decimals of a degree are a tenth of a metre. */
const DECIMALS = 6;
const LEAST: Readonly<Record<Kind, number>> = { Point: 1, LineString: 2, Polygon: 3 };

const rounded = ([lon, lat]: Position): Position => [Number(lon!.toFixed(DECIMALS)), Number(lat!.toFixed(DECIMALS))];

export function empty(kind: Kind): Sketch {
  return { kind, corners: [] };
}

/** A point has one corner: a second one takes its place. */
export function add(sketch: Sketch, at: Position): Sketch {
  const kept = sketch.kind === 'Point' ? [] : sketch.corners;
  return { ...sketch, corners: [...kept, rounded(at)] };
}

export function move(sketch: Sketch, index: number, to: Position): Sketch {
  return { ...sketch, corners: sketch.corners.map((corner, at) => (at === index ? rounded(to) : corner)) };
}

export function removeLast(sketch: Sketch): Sketch {
  return { ...sketch, corners: sketch.corners.slice(0, -1) };
}

/** The shape as GeoJSON; null while corners are missing. */
export function shapeOf({ kind, corners }: Sketch): Shape | null {
  if (corners.length < LEAST[kind]) return null;
  if (kind === 'Point') return { type: 'Point', coordinates: [...corners[0]!] };
  if (kind === 'LineString') return { type: 'LineString', coordinates: corners.map((corner) => [...corner]) };
  return { type: 'Polygon', coordinates: [[...corners, corners[0]!].map((corner) => [...corner])] };
}

/** The sketch of a shape that was drawn before; null for one that has holes or several parts. */
export function sketchOf(shape: { type: string; coordinates?: unknown } | null): Sketch | null {
  if (!shape) return null;
  if (shape.type === 'Point') return { kind: 'Point', corners: [rounded(shape.coordinates as Position)] };
  if (shape.type === 'LineString') return { kind: 'LineString', corners: (shape.coordinates as Position[]).map(rounded) };
  if (shape.type !== 'Polygon') return null;
  const rings = shape.coordinates as Position[][];
  return rings.length === 1 ? { kind: 'Polygon', corners: rings[0]!.slice(0, -1).map(rounded) } : null;
}

/** What is shown on the map: the shape as far as it has come, and each corner as a point with its index. */
export function featuresOf(sketch: Sketch): GeoJSON.Feature[] {
  const { kind, corners } = sketch;
  const made: GeoJSON.Feature[] = [];
  const whole = shapeOf(sketch);
  const drawn = whole ?? (corners.length > 1 ? { type: 'LineString' as const, coordinates: corners.map((corner) => [...corner]) } : null);
  if (drawn && kind !== 'Point') made.push({ type: 'Feature', properties: {}, geometry: drawn });
  corners.forEach((corner, index) => {
    made.push({ type: 'Feature', properties: { index }, geometry: { type: 'Point', coordinates: [...corner] } });
  });
  return made;
}
