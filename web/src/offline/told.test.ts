import { expect, test } from 'vitest';
import { readTold } from './told';

const WHOLE = { title: 'Двор на Абая, 10', body: 'Начало завтра', lang: 'ru', path: '/works/7?lang=ru', tag: 'works-7' };

test('a push is read as it was written', () => {
  expect(readTold(JSON.stringify(WHOLE))).toEqual(WHOLE);
});

test.each([
  ['no JSON', 'hello'],
  ['nothing', 'null'],
  ['no title', JSON.stringify({ ...WHOLE, title: '' })],
  ['a number for words', JSON.stringify({ ...WHOLE, body: 3 })],
  ['another host', JSON.stringify({ ...WHOLE, path: 'https://example.com/' })],
  ['another host without its scheme', JSON.stringify({ ...WHOLE, path: '//example.com/' })],
  ['another host by a backslash', JSON.stringify({ ...WHOLE, path: '/\\example.com/' })],
])('%s is not shown', (_what, text) => {
  expect(readTold(text)).toBeNull();
});

test('without a tag two pushes about one page are one notification', () => {
  expect(readTold(JSON.stringify({ ...WHOLE, tag: undefined }))?.tag).toBe('/works/7?lang=ru');
});
