/** The sign of an overview cell: a ring shared by the groups of its works, larger for more works. */
import type { Group } from '../catalog';

/** Diameters in CSS pixels, and the number of works from which each is used. */
export const SIZES = [
  { from: 1, px: 30 },
  { from: 4, px: 36 },
  { from: 12, px: 43 },
  { from: 40, px: 51 },
  { from: 150, px: 60 },
  { from: 600, px: 70 },
] as const;
const PARTS = 16;
const RING_PX = 5;
const SHADOW_PX = 4;

export function sizeOf(total: number): number {
  return SIZES.findLast(({ from }) => total >= from)?.px ?? SIZES[0].px;
}

/** Shares of the groups in sixteenths of the ring, largest remainders first, so that few images serve all cells. */
export function partsOf(counts: ReadonlyMap<string, number>): [group: string, parts: number][] {
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  if (total === 0) return [];
  const shares = [...counts].map(([group, n]) => ({ group, exact: (n / total) * PARTS, parts: Math.floor((n / total) * PARTS) }));
  let left = PARTS - shares.reduce((sum, { parts }) => sum + parts, 0);
  for (const share of [...shares].sort((a, b) => b.exact - b.parts - (a.exact - a.parts))) {
    if (left-- <= 0) break;
    share.parts += 1;
  }
  return shares.filter(({ parts }) => parts > 0).map(({ group, parts }) => [group, parts]);
}

export function donutName(counts: ReadonlyMap<string, number>, order: readonly string[]): string {
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const parts = partsOf(counts).sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
  return `donut-${sizeOf(total)}-${parts.map(([group, n]) => `${group}:${n}`).join(',')}`;
}

export interface Donut {
  readonly px: number;
  readonly parts: readonly { readonly group: string; readonly parts: number }[];
}

export function parseDonutName(name: string): Donut | null {
  const match = /^donut-(\d+)-(.+)$/.exec(name);
  if (!match) return null;
  const parts = match[2]!.split(',').map((part) => {
    const [group = '', n = '0'] = part.split(':');
    return { group, parts: Number(n) };
  });
  return { px: Number(match[1]), parts };
}

/** Edge of a donut's image in CSS pixels. */
export const donutEdge = (donut: Donut): number => donut.px + 2 * SHADOW_PX;

export function drawDonut(context: CanvasRenderingContext2D, donut: Donut, groups: readonly Group[]): void {
  const middle = donutEdge(donut) / 2;
  const radius = donut.px / 2;
  context.save();
  context.shadowColor = 'rgb(15 30 45 / 0.28)';
  context.shadowBlur = SHADOW_PX;
  context.shadowOffsetY = 1;
  context.beginPath();
  context.arc(middle, middle, radius, 0, 2 * Math.PI);
  context.fillStyle = '#ffffff';
  context.fill();
  context.restore();
  let angle = -Math.PI / 2;
  context.lineWidth = RING_PX;
  for (const { group, parts } of donut.parts) {
    const next = angle + (parts / PARTS) * 2 * Math.PI;
    context.beginPath();
    context.arc(middle, middle, radius - 1 - RING_PX / 2, angle, next);
    context.strokeStyle = groups.find(({ code }) => code === group)?.color ?? '#6b7280';
    context.stroke();
    angle = next;
  }
}
