import { expect, test } from 'vitest';
import { addressOf, rememberAddress, settleAddress, type Address, type Desk } from './push-address';

const at = (name: string): Address => ({ endpoint: `https://push.example/${name}`, keys: { p256dh: `p-${name}`, auth: `a-${name}` } });
const [OLD, NEW, MADE] = [at('old'), at('new'), at('made')];

/** A browser and a server that write down what is done. */
function desk(kept: Address | null, current: Address | null, hears: boolean | Error = true): { desk: Desk; done: unknown[]; kept: () => Address | null } {
  const done: unknown[] = [];
  let known = kept;
  return {
    done,
    kept: () => known,
    desk: {
      kept: async () => known,
      keep: async (address) => void (known = address),
      current: async () => current,
      subscribe: async () => (done.push('subscribed'), MADE),
      tell: async (former, now) => {
        if (hears instanceof Error) throw hears;
        done.push([former, now]);
        return hears;
      },
    },
  };
}

test.each<[string, Address | null, Address | null, Address | null, unknown[], Address | null]>([
  ['nothing is followed here', null, NEW, null, [], null],
  ['all is as it was', OLD, OLD, null, [], OLD],
  ['the browser gave another', OLD, NEW, null, [[OLD, NEW]], NEW],
  ['the browser gave none', OLD, null, null, ['subscribed', [OLD, MADE]], MADE],
  ['followed before anything was kept', null, NEW, OLD, [[OLD, NEW]], NEW],
  ['what was told last counts, not what the browser took away', OLD, NEW, MADE, [[OLD, NEW]], NEW],
])('%s', async (_what, kept, current, former, done, keptThen) => {
  const it = desk(kept, current);
  await settleAddress(it.desk, former);
  expect([it.done, it.kept()]).toEqual([done, keptThen]);
});

test('a server that is busy is told again later, by the same proof', async () => {
  const it = desk(OLD, NEW, false);
  await settleAddress(it.desk);
  expect(it.kept()).toEqual(OLD);
});

test('without a network the proof stays', async () => {
  const it = desk(OLD, null, new TypeError('offline'));
  await expect(settleAddress(it.desk)).rejects.toThrow('offline');
  expect(it.kept()).toEqual(OLD);
});

test.each([
  [null, NEW, NEW],
  [null, null, null],
  [OLD, NEW, OLD],
])('of %j and %j a browser that is told something remembers %j', async (kept, current, then) => {
  const it = desk(kept, current);
  await rememberAddress(it.desk);
  expect(it.kept()).toEqual(then);
});

test.each([
  [null, null],
  [{ endpoint: 'https://push.example/x' }, null],
  [{ ...NEW, expirationTime: null }, NEW],
])('the subscription %j', (given, address) => {
  expect(addressOf(given as unknown as PushSubscription | null)).toEqual(address);
});
