import { expect, test } from 'vitest';
import { LANGUAGES, type Language } from './state';
import { loadTexts, textsFrom } from './texts';

test.each<[Language, number, string]>([
  ['ru', 1, 'На карте 1 работа'],
  ['ru', 22, 'На карте 22 работы'],
  ['ru', 25, 'На карте 25 работ'],
  ['kk', 1, 'Картада 1 жұмыс'],
  ['kk', 25, 'Картада 25 жұмыс'],
  ['en', 1, '1 work on the map'],
  ['en', 25, '25 works on the map'],
])('%s: %i works', async (lang, count, expected) => {
  const text = await loadTexts(lang);
  expect(text('list-on-screen', { count, shown: String(count) })).toBe(expected);
});

test.each(LANGUAGES)('a text that is not there is an error, not a hole (%s)', (lang) => {
  expect(() => textsFrom(lang, 'known = here')('unknown')).toThrow('unknown');
});
