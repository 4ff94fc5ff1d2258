/** Pins: a round badge in the colour of the group with the icon of the type; its form tells the status. */
import paths from 'virtual:icon-paths';
import type { WorkType } from '../catalog';
import { statusExpression, type Expression, type Status } from '../status';
import type { IsoDay } from '../days';

/** Edge of a pin's image in CSS pixels, with room for its shadow and mark. */
export const PIN_PX = 38;
const RADIUS_PX = 14;

/** How a status looks: filled while work goes on, hollow before it, pale after it; a red mark when something is late. */
const LOOKS: Record<Status, 'filled' | 'hollow' | 'pale'> = {
  planned: 'hollow',
  due: 'hollow',
  in_progress: 'filled',
  paused: 'filled',
  overdue: 'filled',
  unreported: 'hollow',
  finished: 'pale',
  cancelled: 'pale',
  undated: 'hollow',
};
export const MARKS: Partial<Record<Status, string>> = { overdue: '#c8102e', unreported: '#b45309', paused: '#b45309' };

export const pinName = (type: number, status: Status): string => `pin-${type}-${status}`;

/** The name of a feature's pin, worked out on the map from its type, dates and today. */
export function pinExpression(today: IsoDay): Expression {
  return ['concat', 'pin-', ['get', 't'], '-', statusExpression(today)];
}

export function parsePinName(name: string): { type: number; status: Status } | null {
  const match = /^pin-(\d+)-([a-z_]+)$/.exec(name);
  return match && match[2]! in LOOKS ? { type: Number(match[1]), status: match[2] as Status } : null;
}

/** How much of its colour is left in a pin of a work that is over: the icon on it must stand out. */
const PALE_SHARE = 0.12;

function mixedWithWhite(color: string, share: number): string {
  const channel = (at: number): number => Math.round(parseInt(color.slice(at, at + 2), 16) * share + 255 * (1 - share));
  return `#${[1, 3, 5].map((at) => channel(at).toString(16).padStart(2, '0')).join('')}`;
}

/** What a pin is made of: its edge, what fills it, the icon on it; the ring around is white. */
export function pinColors(type: Pick<WorkType, 'color'>, status: Status): { edge: string; fill: string; icon: string } {
  const color = status === 'cancelled' ? '#6b7280' : type.color;
  const fill = { filled: color, hollow: '#ffffff', pale: mixedWithWhite(color, PALE_SHARE) }[LOOKS[status]];
  return { edge: LOOKS[status] === 'pale' ? fill : color, fill, icon: LOOKS[status] === 'filled' ? '#ffffff' : color };
}

function drawIcon(context: CanvasRenderingContext2D, icon: string, color: string): void {
  const size = 17;
  context.save();
  context.translate((PIN_PX - size) / 2, (PIN_PX - size) / 2);
  context.scale(size / 24, size / 24);
  context.strokeStyle = color;
  context.lineWidth = 2.3;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(new Path2D(paths[icon] ?? ''));
  context.restore();
}

function disc(context: CanvasRenderingContext2D, x: number, y: number, radius: number, fill: string): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
}

export function drawPin(context: CanvasRenderingContext2D, type: Pick<WorkType, 'color' | 'icon'>, status: Status): void {
  const middle = PIN_PX / 2;
  const { edge, fill, icon } = pinColors(type, status);
  context.save();
  context.shadowColor = 'rgb(15 30 45 / 0.32)';
  context.shadowBlur = 3;
  context.shadowOffsetY = 1;
  disc(context, middle, middle, RADIUS_PX + 1.5, '#ffffff');
  context.restore();
  disc(context, middle, middle, RADIUS_PX, edge);
  if (fill !== edge) disc(context, middle, middle, RADIUS_PX - 2.5, fill);
  drawIcon(context, type.icon, icon);
  const mark = MARKS[status];
  if (mark) {
    disc(context, middle + 10, middle - 10, 6, '#ffffff');
    disc(context, middle + 10, middle - 10, 4.6, mark);
  }
}
