import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sendReaction } from './beside-work';
import { ownSecret, ownWord, rememberWord } from './own-word';

const storage = (): Storage => {
  const held = new Map<string, string>();
  return { getItem: (key: string) => held.get(key) ?? null, setItem: (key: string, value: string) => void held.set(key, value) } as Storage;
};
const forbidden = { getItem: () => { throw new DOMException('denied', 'SecurityError'); }, setItem: () => { throw new DOMException('full', 'QuotaExceededError'); } };
const full = { getItem: () => null, setItem: () => { throw new DOMException('full', 'QuotaExceededError'); } };

beforeEach(() => vi.stubGlobal('localStorage', storage()));
afterEach(() => vi.unstubAllGlobals());

test('the secret is random, of the length that is taken, and stays the same', () => {
  const secret = ownSecret();
  expect(secret).toMatch(/^[0-9a-f]{32}$/);
  expect(ownSecret()).toBe(secret);
  vi.stubGlobal('localStorage', storage());
  expect(ownSecret()).not.toBe(secret);
});

test('looking at a work makes no secret', () => {
  ownWord(7);
  expect(localStorage.getItem('reaction-device')).toBeNull();
});

test('a broken secret is made anew', () => {
  localStorage.setItem('reaction-device', 'x'.repeat(5000));
  expect(ownSecret()).toMatch(/^[0-9a-f]{32}$/);
});

test('the latest word about each work is remembered, of at most 200 works', () => {
  rememberWord(7, { satisfied: true, aspects: [] });
  rememberWord(8, { satisfied: true, aspects: ['days'] });
  rememberWord(7, { satisfied: false, aspects: ['quality'] });
  expect([ownWord(7), ownWord(8), ownWord(9)]).toEqual([{ satisfied: false, aspects: ['quality'] }, { satisfied: true, aspects: ['days'] }, null]);
  for (let work = 100; work < 300; work += 1) rememberWord(work, { satisfied: true, aspects: [] });
  expect([ownWord(7), ownWord(100)]).toEqual([null, { satisfied: true, aspects: [] }]);
});

test.each(['', '{', '{"7": 1}', 'null'])('what was spoilt in the storage (%s) is no word', (spoilt) => {
  localStorage.setItem('reaction-words', spoilt);
  expect(ownWord(7)).toBeNull();
});

test.each([['forbidden', forbidden], ['full', full], ['missing', undefined]])('a window whose storage is %s reacts all the same, by its address', async (_, held) => {
  vi.stubGlobal('localStorage', held);
  const fetched = vi.fn(async (_path: string, _init: RequestInit) => new Response('{"is_open": true}'));
  vi.stubGlobal('fetch', fetched);
  await sendReaction(7, 'ru', true, ['days']);
  expect(JSON.parse(fetched.mock.calls[0]![1].body as string)).toEqual({ satisfied: true, aspects: ['days'], device: null });
  expect([ownSecret(), ownWord(7)]).toEqual([null, null]);
});

test('what was taken is remembered, what was refused is not', async () => {
  const answers = [new Response('', { status: 409 }), new Response('{"is_open": true}')];
  const fetched = vi.fn(async (_path: string, _init: RequestInit) => answers.shift()!);
  vi.stubGlobal('fetch', fetched);
  await expect(sendReaction(7, 'ru', true, [])).rejects.toThrow('409');
  expect(ownWord(7)).toBeNull();
  await sendReaction(7, 'ru', true, []);
  expect(ownWord(7)).toEqual({ satisfied: true, aspects: [] });
  const sent = fetched.mock.calls.map(([, init]) => (JSON.parse(init.body as string) as { device: string }).device);
  expect(sent).toEqual([ownSecret(), ownSecret()]);
});
