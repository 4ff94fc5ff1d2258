import { expect, test } from 'vitest';
import { filesOf, isForEverybody, isLasting, isPage, isTold, marked, nameOf, offlineFor, surplus } from './kept-places';

const at = (path: string): URL => new URL(path, 'http://city.example');

test.each([
  ['/place/house:12?lang=kk', true],
  ['/place/76.94512,43.23841', true],
  ['/place?q=%D0%90%D0%B1%D0%B0%D1%8F&lang=ru', true],
  ['/works/17?lang=en', true],
  // The question alone, a picture, a history, another's pages and the map are not kept.
  ['/place?lang=ru', false],
  ['/place/house:12/picture.png', false],
  ['/works/17/history', false],
  ['/planner', false],
  ['/', false],
])('%s is kept: %s', (path, isKept) => {
  expect(isPage(at(path))).toBe(isKept);
});

test.each([
  ['/', true],
  ['/place', true],
  ['/place/76.94512,43.23841', true],
  ['/works/17/history', true],
  ['/city?lang=kk&year=2025', true],
  ['/city/districts/3', true],
  ['/city/outages?month=2026-06', true],
  ['/city/finished', true],
  ['/outages', true],
  ['/outages/5', true],
  ['/guide?q=a', true],
  ['/guide/no_light', true],
  ['/organisations/52', true],
  ['/appeals/new', true],
  ['/follow?place=house:12', true],
  ['/follow/abc-DEF_1/place?lang=kk', true],
  // A file that does not come is told by the browser's own list of downloads.
  ['/city/works.csv', false],
  ['/city/outages.ics', false],
  ['/place/house:12/picture.png', false],
  ['/api/works', false],
  ['/contractor', false],
  ['/planner/works', false],
])('without a network %s is answered by the list of kept places: %s', (path, isAnswered) => {
  expect(isTold(at(path))).toBe(isAnswered);
});

test('a page has one name in a language, whatever else stands in its address', () => {
  expect(nameOf(at('/works/17?done=1&lang=ru'))).toBe('/works/17?lang=ru');
  expect(nameOf(at('/place?q=a+b&lang=ru'))).toBe(nameOf(at('/place?lang=ru&q=a%20b')));
  expect(nameOf(at('/works/17'))).toBe('/works/17');
});

test.each([
  ['/works/17?lang=ru', true],
  ['/place/house:12?lang=kk', true],
  // "Thank you" is said once, and not a month later in a cellar.
  ['/works/17?lang=ru&reacted=1', false],
  ['/works/17?done=1&lang=ru', false],
  ['/planner?lang=ru', false],
])('%s is kept as it comes: %s', (path, isKept) => {
  expect(isLasting(at(path))).toBe(isKept);
});

test('the files of a page are those that it names, each once', () => {
  const html = '<link href="/static/a-1.css"><script src="/static/b-2.js"></script><use href="/static/s.svg#x"/><use href="/static/s.svg#y"/><a href="/works/1">';
  expect(filesOf(html)).toEqual(['/static/a-1.css', '/static/b-2.js', '/static/s.svg']);
});

test('the oldest go first, and what is spared neither counts nor goes', () => {
  const kept = ['spared', 'old', 'newer', 'newest'].map((name) => ({ url: at(`/static/${name}.js`).href }));
  expect(surplus(kept, 2, new Set(['/static/spared.js'])).map(({ url }) => url)).toEqual([at('/static/old.js').href]);
  expect(surplus(kept, 3, new Set(['/static/spared.js']))).toEqual([]);
});

test('a page of somebody who is signed in is known by its token', () => {
  expect(isForEverybody('<head><meta charset="utf-8"></head>')).toBe(true);
  expect(isForEverybody('<head><meta name="csrf-token" content="a"></head>')).toBe(false);
});

test('a kept page carries the mark once', () => {
  expect(marked('<html lang="kk"><p>&lt;html lang')).toBe('<html data-kept="page" lang="kk"><p>&lt;html lang');
});

test.each([
  ['/works/1?lang=ru', '/offline?lang=ru'],
  ['/works/1?lang=de', '/offline?lang=kk'],
  ['/', '/offline?lang=kk'],
])('instead of %s stands %s', (path, instead) => {
  expect(offlineFor(at(path))).toBe(instead);
});
