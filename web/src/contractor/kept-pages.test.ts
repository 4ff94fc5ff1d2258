import { expect, test } from 'vitest';
import { isKeepable, isPage, listFor, marked, nameOf, userOf } from './kept-pages';

const at = (path: string): URL => new URL(path, 'https://city.example');

test.each([
  ['/contractor?lang=ru', true, true],
  ['/contractor', true, true],
  ['/contractor/works/12?lang=kk&do=start', true, true],
  ['/contractor?lang=ru&view=street', true, false],
  ['/contractor?lang=ru&near=76.9,43.2', true, false],
  ['/contractor?show=late&page=2', true, false],
  ['/contractor/session', false, false],
  ['/contractor/works/12/edit', false, false],
  ['/contractors', false, false],
  ['/works/12', false, false],
])('%s is a page: %s, kept: %s', (path, page, kept) => {
  expect([isPage(at(path)), isKeepable(at(path))]).toEqual([page, kept]);
});

test('a page has one name in a language, whatever step it begins with', () => {
  expect(nameOf(at('/contractor/works/12?do=start&lang=kk&done=1'))).toBe('/contractor/works/12?lang=kk');
  expect(listFor(at('/contractor/works/12?do=start&lang=kk'))).toBe('/contractor?lang=kk');
});

test('whose page it is stands in the page', () => {
  expect(userOf('<body><section id="outbox" class="outbox" hidden data-user="17" aria-labelledby="x">')).toBe('17');
  expect(userOf('<body><h1>Sign in</h1>')).toBeNull();
});

test('a kept page is marked once, in its first element', () => {
  expect(marked('<!doctype html>\n<html lang="kk"><html ', 'page')).toBe('<!doctype html>\n<html data-kept="page" lang="kk"><html ');
});
