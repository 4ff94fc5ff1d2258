/** The filter as a MapLibre expression over the tile attributes; the same rules as the server's list of works. */
import type { Catalog } from './catalog';
import { dayNumber, type IsoDay } from './days';
import type { Filter } from './state';
import { STATES, statusExpression, type Expression } from './status';

const start: Expression = ['coalesce', ['get', 'as'], ['get', 'ps'], -1];
const plannedEnd: Expression = ['coalesce', ['get', 'pe'], ['get', 'ps'], -1];
const OPEN_STATES = [STATES.indexOf('in_progress'), STATES.indexOf('paused')];

/** Last day a work goes on: reported, else planned; a work that is open goes on at least until today. */
function end(today: number): Expression {
  const open = ['in', ['get', 's'], ['literal', OPEN_STATES]];
  return ['case', ['has', 'ae'], ['get', 'ae'], open, ['max', plannedEnd, today], plannedEnd];
}

/** The numbers of the types that a filter lets through; null when it lets through all. */
export function typeNumbers(filter: Pick<Filter, 'type' | 'group'>, catalog: Pick<Catalog, 'types'>): number[] | null {
  if (filter.type.length === 0 && filter.group.length === 0) return null;
  const chosen = catalog.types.filter(({ code, group }) => filter.type.includes(code) || filter.group.includes(group));
  return chosen.map(({ number }) => number);
}

export function filterExpression(filter: Filter, catalog: Pick<Catalog, 'types'>, today: IsoDay): Expression {
  const all: unknown[] = ['all'];
  const types = typeNumbers(filter, catalog);
  if (types) all.push(['in', ['get', 't'], ['literal', types]]);
  if (filter.status.length) all.push(['in', statusExpression(today), ['literal', [...filter.status]]]);
  if (filter.from || filter.to) all.push(['any', ['has', 'as'], ['has', 'ps']]);
  if (filter.from) all.push(['>=', end(dayNumber(today)), dayNumber(filter.from)]);
  if (filter.to) all.push(['<=', start, dayNumber(filter.to)]);
  if (filter.contractor !== null) all.push(['==', ['get', 'c'], filter.contractor]);
  if (filter.district !== null) all.push(['==', ['get', 'd'], filter.district]);
  return all.length === 1 ? ['literal', true] : all;
}
