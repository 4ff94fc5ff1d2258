/** The corners of an area to follow, as words and as a shape, and whether the server will take it. No map, no page. */
import type { Polygon, Position } from 'geojson';

export interface Limits {
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly mostCorners: number;
  readonly largestKm2: number;
}

export type Problem = 'few' | 'many' | 'outside' | 'crossing' | 'large';

export interface Judged {
  readonly problem: Problem | null;
  readonly km2: number;
}

const LEAST = 3;
const DECIMALS = 5;
const KM_PER_DEGREE = 111.32;

/** Corners as the form's field has them: "lon,lat lon,lat …"; null for words that are none. */
export function cornersOf(words: string): Position[] | null {
  const parts = words.replace(/;/g, ' ').split(/\s+/).filter(Boolean);
  const corners = parts.map((part) => part.split(',').map((number) => (number.trim() ? Number(number) : NaN)));
  return corners.every((corner) => corner.length === 2 && corner.every(Number.isFinite)) ? corners : null;
}

/** Five decimals of a degree are a metre. */
export const wordsOf = (corners: readonly Position[]): string => corners.map((corner) => corner.map((degrees) => degrees.toFixed(DECIMALS)).join(',')).join(' ');

export const shapeOf = (corners: readonly Position[]): Polygon | null =>
  corners.length < LEAST ? null : { type: 'Polygon', coordinates: [[...corners, corners[0]!].map((corner) => [...corner])] };

type Edge = readonly [Position, Position];

const edgesOf = (corners: readonly Position[]): Edge[] => corners.map((corner, at) => [corner, corners[(at + 1) % corners.length]!]);

/** On which side of an edge a point lies: the sign says it. */
const side = ([from, to]: Edge, point: Position): number => Math.sign((to[0]! - from[0]!) * (point[1]! - from[1]!) - (to[1]! - from[1]!) * (point[0]! - from[0]!));

/** Whether a point on the line of an edge lies on the edge itself. */
const within = ([from, to]: Edge, point: Position): boolean => [0, 1].every((axis) => point[axis]! >= Math.min(from[axis]!, to[axis]!) && point[axis]! <= Math.max(from[axis]!, to[axis]!));

function meet(one: Edge, other: Edge): boolean {
  const sides = [side(one, other[0]), side(one, other[1]), side(other, one[0]), side(other, one[1])] as const;
  if (sides[0] !== sides[1] && sides[2] !== sides[3]) return true;
  return [[one, other[0], sides[0]], [one, other[1], sides[1]], [other, one[0], sides[2]], [other, one[1], sides[3]]]
    .some(([edge, point, where]) => where === 0 && within(edge as Edge, point as Position));
}

/** Whether the edge of the area crosses or touches itself elsewhere than where neighbours meet. */
function crosses(corners: readonly Position[]): boolean {
  const edges = edgesOf(corners);
  return edges.some((one, at) => edges.some((other, to) => {
    if (to <= at) return false;
    const isNext = to === at + 1 || (at === 0 && to === edges.length - 1);
    if (!isNext) return meet(one, other);
    // Neighbours share a corner; what must not be is that one runs back over the other.
    const [far, near] = to === at + 1 ? [other[1], one[0]] : [other[0], one[1]];
    return (side(one, far) === 0 && within(one, far)) || (side(other, near) === 0 && within(other, near));
  }));
}

/** On a plane that touches the earth at the middle of the area: to a thousandth right for a town. */
function km2Of(corners: readonly Position[]): number {
  const middle = corners.reduce((sum, corner) => sum + corner[1]!, 0) / corners.length;
  const scale = Math.cos((middle * Math.PI) / 180);
  const twice = edgesOf(corners).reduce((sum, [from, to]) => sum + (from[0]! * to[1]! - to[0]! * from[1]!), 0);
  return (Math.abs(twice) / 2) * scale * KM_PER_DEGREE ** 2;
}

export function judge(corners: readonly Position[], { bounds: [west, south, east, north], mostCorners, largestKm2 }: Limits): Judged {
  const problem = (what: Problem): Judged => ({ problem: what, km2: 0 });
  if (corners.some(([lon, lat]) => lon! < west || lon! > east || lat! < south || lat! > north)) return problem('outside');
  if (corners.length > mostCorners) return problem('many');
  if (corners.length < LEAST) return problem('few');
  if (crosses(corners)) return problem('crossing');
  const km2 = km2Of(corners);
  return { problem: km2 > largestKm2 ? 'large' : null, km2 };
}
