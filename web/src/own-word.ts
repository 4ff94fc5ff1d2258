/**
 * What this browser said of finished works, and the secret by which its word counts once. Both stay in the browser's own
 * storage; the secret is made with the first reaction and sent with reactions alone.
 */
export interface Word {
  readonly satisfied: boolean;
  readonly aspects: readonly string[];
}

const SECRET = 'reaction-device';
const WORDS = 'reaction-words';
const MOST_WORDS = 200;

/** Storage may be switched off, full or forbidden (private windows): then nothing is remembered. */
function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // The reaction counts all the same.
  }
}

/** Null where it cannot be kept: one made anew each time would count each time; so the address counts instead. */
export function ownSecret(): string | null {
  const known = kept(SECRET);
  if (known && /^[0-9a-f]{32}$/.test(known)) return known;
  keep(SECRET, Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(''));
  return kept(SECRET);
}

type Said = readonly (readonly [work: number, word: Word])[];

function words(): Said {
  try {
    const said: unknown = JSON.parse(kept(WORDS) ?? '[]');
    return Array.isArray(said) ? (said as Said) : [];
  } catch {
    return [];
  }
}

export const ownWord = (work: number): Word | null => words().find(([of]) => of === work)?.[1] ?? null;

/** The newest first; the oldest are forgotten. */
export function rememberWord(work: number, { satisfied, aspects }: Word): void {
  const others = words().filter(([of]) => of !== work);
  keep(WORDS, JSON.stringify([[work, { satisfied, aspects }], ...others].slice(0, MOST_WORDS)));
}
