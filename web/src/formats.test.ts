import { expect, test } from 'vitest';
import { formatsFor, type Formats, type Months } from './formats';
import type { Language } from './state';
import { loadTexts } from './texts';

/** What the server sends: March, April and November are enough here. */
const MONTHS: Record<Language, Months> = { kk: { wide: [], alone: [] }, ru: { wide: [], alone: [] }, en: { wide: [], alone: [] } };
const named = (march: string, april: string, november: string): string[] => ['', '', march, april, '', '', '', '', '', '', november, ''];
MONTHS.kk = { wide: named('наурыз', 'сәуір', 'қараша'), alone: named('наурыз', 'сәуір', 'қараша') };
MONTHS.ru = { wide: named('марта', 'апреля', 'ноября'), alone: named('март', 'апрель', 'ноябрь') };
MONTHS.en = { wide: named('March', 'April', 'November'), alone: named('March', 'April', 'November') };

const of = async (lang: Language): Promise<Formats> => formatsFor(lang, MONTHS[lang], await loadTexts(lang));

test.each<[Language, string, string, string, string]>([
  ['kk', '2026 ж. 5 қараша', '2026 ж. 5 наурыз – 30 сәуір', '2026 ж. 5–30 наурыз', '2026 ж. наурыз'],
  ['ru', '5 ноября 2026 г.', '5 марта – 30 апреля 2026 г.', '5–30 марта 2026 г.', 'март 2026'],
  ['en', '5 November 2026', '5 March – 30 April 2026', '5–30 March 2026', 'March 2026'],
])('dates in %s', async (lang, day, span, inMonth, month) => {
  const formats = await of(lang);
  expect(formats.day('2026-11-05')).toBe(day);
  expect(formats.days('2026-03-05', '2026-04-30')).toBe(span);
  expect(formats.days('2026-03-05', '2026-03-30')).toBe(inMonth);
  expect(formats.month('2026-03-01')).toBe(month);
});

test('years that differ are both written, one day is written once', async () => {
  const formats = await of('ru');
  expect(formats.days('2025-11-05', '2026-03-05')).toBe('5 ноября 2025 г. – 5 марта 2026 г.');
  expect(formats.days('2026-03-05', '2026-03-05')).toBe('5 марта 2026 г.');
});

test.each<[Language, string, string, string, string]>([
  ['kk', 'Басталуы: 2026 ж. 5 наурыз', 'Аяқталуы: 2026 ж. 30 сәуір', '2026 ж. 5 наурыз – 30 сәуір', 'Мерзімі көрсетілмеген'],
  ['ru', 'Начало: 5 марта 2026 г.', 'Окончание: 30 апреля 2026 г.', '5 марта – 30 апреля 2026 г.', 'Срок не назван'],
  ['en', 'Start: 5 March 2026', 'End: 30 April 2026', '5 March – 30 April 2026', 'No dates given'],
])('a plan that names one end alone is not read as one day, in %s', async (lang, start, end, both, neither) => {
  const { planned } = await of(lang);
  expect([planned('2026-03-05', null), planned(null, '2026-04-30'), planned('2026-03-05', '2026-04-30'), planned(null, null)]).toEqual([start, end, both, neither]);
});

test('numbers have the separators of the language', async () => {
  expect((await of('kk')).number(1234567.5)).toBe('1\u00a0234\u00a0567,5');
  expect((await of('en')).number(1234567)).toBe('1,234,567');
  expect((await of('ru')).percent(0.223)).toBe('22 %');
});
