/** Turns the shapes of a lucide icon (24 × 24 box) into path strings that a canvas can stroke. */

export type IconNode = readonly [tag: string, attributes: Readonly<Record<string, string | number>>];

/** The shapes of an icon file, in order. */
export function nodesOf(svg: string): IconNode[] {
  const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1);
  return [...inner.matchAll(/<([a-z]+)([^>]*?)\/>/g)].map(([, tag = '', attributes = '']) => [
    tag,
    Object.fromEntries([...attributes.matchAll(/([a-z0-9-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value])),
  ]);
}

const number = (value: string | number | undefined): number => Number(value ?? 0);

function circle(cx: number, cy: number, rx: number, ry: number): string {
  return `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0Z`;
}

function rectangle(x: number, y: number, width: number, height: number, r: number): string {
  if (r === 0) return `M${x} ${y}h${width}v${height}h${-width}Z`;
  const [w, h] = [width - 2 * r, height - 2 * r];
  const corner = (dx: number, dy: number): string => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${x + r} ${y}h${w}${corner(r, r)}v${h}${corner(-r, r)}h${-w}${corner(-r, -r)}v${-h}${corner(r, -r)}Z`;
}

function polyline(points: string, closed: boolean): string {
  return `M${points.trim().split(/\s+/).join(' ')}${closed ? 'Z' : ''}`;
}

/** A path that begins with a relative move, made absolute, so that it can follow another path in one string. */
export function startAbsolute(d: string): string {
  return d.replace(/^m\s*(-?[\d.]+)[\s,]*(-?[\d.]+)([\s,]*)(?=(.?))/, (_all, x: string, y: string, _gap: string, next: string) =>
    /[-\d.]/.test(next) ? `M${x} ${y}l` : `M${x} ${y}`,
  );
}

/** One path string of one shape; throws on a shape that lucide did not use when this was written. */
export function pathOf([tag, a]: IconNode): string {
  switch (tag) {
    case 'path':
      return startAbsolute(String(a['d']));
    case 'line':
      return `M${a['x1']} ${a['y1']}L${a['x2']} ${a['y2']}`;
    case 'circle':
      return circle(number(a['cx']), number(a['cy']), number(a['r']), number(a['r']));
    case 'ellipse':
      return circle(number(a['cx']), number(a['cy']), number(a['rx']), number(a['ry']));
    case 'rect':
      return rectangle(number(a['x']), number(a['y']), number(a['width']), number(a['height']), number(a['rx'] ?? a['ry']));
    case 'polyline':
      return polyline(String(a['points']), false);
    case 'polygon':
      return polyline(String(a['points']), true);
    default:
      throw new Error(`an icon has an unknown shape: ${tag}`);
  }
}
