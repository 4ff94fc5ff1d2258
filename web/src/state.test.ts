import { expect, test } from 'vitest';
import { filterOf, isFiltered, NO_FILTER, parseState, sameFilter, stateQuery, toggled, type PageState } from './state';

const full: PageState = {
  lang: 'kk',
  z: 13.25,
  lat: 43.24512,
  lon: 76.92813,
  work: 42,
  outage: null,
  outages: false,
  appeals: true,
  type: ['yard', 'park'],
  group: ['roads'],
  status: ['in_progress', 'overdue'],
  from: '2026-01-01',
  to: '2026-12-31',
  at: '2026-06-12',
  step: 'day',
  contractor: 7,
  district: 4,
  q: '',
  placeId: 'street:12',
  view: 'list',
  overlays: 'overlay-12:80,density@2026-06@3:60',
};

test('what is written into the address is read back as it was', () => {
  expect(parseState(stateQuery(full), 'ru')).toEqual(full);
});

test('a page without an address is the whole map in the fallback language', () => {
  expect(parseState('', 'en')).toEqual({ ...NO_FILTER, at: null, step: 'week', lang: 'en', z: null, lat: null, lon: null, work: null, outage: null, outages: true, appeals: false, q: '', placeId: '', view: 'map', overlays: '' });
});

test('a place is named by its id, else by its words', () => {
  expect(parseState(stateQuery({ ...full, placeId: '76.94512,43.23841' }), 'ru').placeId).toBe('76.94512,43.23841');
  for (const id of ['stretch:1:85:120', 'stretch:1:76.95769,43.24295:120', 'stretch:1:76.95769,43.24295:76.93826,43.24169']) {
    expect(parseState(stateQuery({ ...full, placeId: id }), 'ru').placeId).toBe(id);
  }
  expect(stateQuery({ ...full, q: 'Абая 10' })).not.toContain('q=');
  expect(parseState(stateQuery({ ...full, placeId: '', q: 'Абая 10' }), 'ru')).toMatchObject({ placeId: '', q: 'Абая 10' });
  for (const id of ['crossing:1-2', 'street:', 'street:0', 'street:1;x', '1,2,3', 'somewhere', 'stretch:1', 'stretch:1:2', 'stretch:1:2:3:4', 'stretch:0:2:3', 'stretch:1:2:x,y']) {
    expect(parseState(`?place=${encodeURIComponent(id)}`, 'ru').placeId).toBe('');
  }
});

test('a chosen outage stands in the address unless a work is chosen', () => {
  const state = { ...full, work: null, outage: 7, outages: true };
  expect(parseState(stateQuery(state), 'ru')).toEqual(state);
  expect(parseState('?work=3&outage=7', 'ru')).toMatchObject({ work: 3, outage: null });
});

test.each(['?z=abc&lat=999&lon=&work=-3', '?from=2026-02-31&to=yesterday', '?lang=de&view=cube&status=lost&type=<b>', '?contractor=1.5&district=x'])(
  'a broken address %s still opens the map',
  (query) => {
    expect(parseState(query, 'ru')).toEqual(parseState('', 'ru'));
  },
);

test('a filter may be given by commas, by repeating, or both', () => {
  expect(parseState('?type=yard,park&type=yard&type=lift', 'ru').type).toEqual(['yard', 'park', 'lift']);
});

test('the address of the plain map carries nothing but the language', () => {
  expect(stateQuery(parseState('', 'ru'))).toBe('lang=ru');
});

test('the place of the map is written only when all of it is known', () => {
  expect(stateQuery({ ...parseState('', 'ru'), z: 12 })).toBe('lang=ru');
});

test('a filter is told from none, and from another', () => {
  expect(isFiltered(NO_FILTER)).toBe(false);
  expect(isFiltered({ ...NO_FILTER, district: 3 })).toBe(true);
  expect(sameFilter(filterOf(full), { ...filterOf(full) })).toBe(true);
  expect(sameFilter(filterOf(full), { ...filterOf(full), to: null })).toBe(false);
});

test('toggling puts a code in and takes it out', () => {
  expect(toggled(['a'], 'b')).toEqual(['a', 'b']);
  expect(toggled(['a', 'b'], 'a')).toEqual(['b']);
});
