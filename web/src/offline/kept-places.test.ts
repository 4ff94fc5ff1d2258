import { expect, test } from 'vitest';
import { isForEverybody, isPage, isTold, marked, nameOf, offlineFor } from './kept-places';

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
  ['/follow?place=house:12', true],
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
