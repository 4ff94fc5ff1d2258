/** Yards, streets, networks in one press: what residents ask about, as kinds of work. */
import type { Catalog, Concern } from './catalog';
import type { Filter } from './state';

type Kinds = Pick<Filter, 'type' | 'group'>;

/** The concern whose kinds of work are exactly those chosen; null when others are, or none. */
export function concernOf({ type, group }: Kinds, { concerns }: Pick<Catalog, 'concerns'>): Concern | null {
  if (group.length > 0) return null;
  const chosen = new Set(type);
  return concerns.find(({ types }) => types.length === chosen.size && types.every((code) => chosen.has(code))) ?? null;
}

/** The filter after a press: the kinds of the concern, or all again when it was on. */
export function pressConcern(pressed: Concern, filter: Kinds, catalog: Pick<Catalog, 'concerns'>): Kinds {
  return { group: [], type: concernOf(filter, catalog)?.code === pressed.code ? [] : pressed.types };
}
