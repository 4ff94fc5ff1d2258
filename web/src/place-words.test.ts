import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askedWords, hasTypedNumbers } from './place-words';

interface Case {
  readonly typed: string;
  readonly label: string;
  readonly same: boolean;
}

const CASES = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../tests/data/typed_numbers.json'), 'utf8')) as Case[];

describe('a suggestion is chosen for a person only if it has every number that was typed', () => {
  it.each(CASES)('$typed → $label', ({ typed, label, same }) => {
    expect(hasTypedNumbers(typed, label)).toBe(same);
  });
});

it('the name of a suggested crossing can be asked for again', () => {
  expect(askedWords('Abay Avenue × Dostyk Avenue')).toBe('Abay Avenue - Dostyk Avenue');
});
