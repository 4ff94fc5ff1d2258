import { expect, test } from 'vitest';
import { formatsFor } from './formats';
import type { Language } from './state';

test.each<[Language, string, string]>([
  ['kk', '2026 ж. 5 қараша', '2026 ж. 5 наурыз – 30 сәуір'],
  ['ru', '5 ноября 2026 г.', '5 марта – 30 апреля 2026 г.'],
  ['en', '5 November 2026', '5 March – 30 April 2026'],
])('dates in %s', (lang, day, days) => {
  const formats = formatsFor(lang);
  const plain = (text: string): string => text.replace(/[\u00a0\u2009\u202f]/g, ' ');
  expect(plain(formats.day('2026-11-05'))).toBe(day);
  expect(plain(formats.days('2026-03-05', '2026-04-30'))).toBe(days);
});

test('one day is written once', () => {
  const formats = formatsFor('en');
  expect(formats.days('2026-03-05', '2026-03-05')).toBe('5 March 2026');
});
