/** The arithmetic of stretching the timeline: places are shares of the period, so only the width changes. */

export const LEAST = 1;
export const MOST = 16;

export const held = (zoom: number): number => Math.max(LEAST, Math.min(MOST, zoom));

/**
 * Where to scroll after stretching so that what is under the pointer stays under it. `pointer` is counted in pixels from
 * the left edge of what is seen, `names` is the width of the column of names, which neither moves nor stretches.
 */
export function scrollAfter(pointer: number, names: number, scrolled: number, before: number, after: number): number {
  const offset = Math.max(0, pointer - names);
  return Math.max(0, ((scrolled + offset) * after) / before - offset);
}

/** How far to scroll so that a stretch of the chart is seen; 0 when it is, or begins where it can be seen. */
export function scrollTo(left: number, right: number, names: number, width: number): number {
  const margin = 24;
  if (right < names + margin) return right - names - margin - Math.min(right - left, (width - names) / 2);
  return left > width - margin ? left - names - margin : 0;
}

/** The next row by a key; the same one at the ends, null for keys that do not walk. */
export function rowAfter(key: string, now: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: count - 1 };
  const next = steps[key];
  return next === undefined ? null : Math.max(0, Math.min(count - 1, next));
}
