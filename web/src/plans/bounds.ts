/** West, south, east, north of a geometry; null for none, and for one without coordinates. */
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
