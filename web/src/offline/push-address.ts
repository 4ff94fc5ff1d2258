/**
 * The push subscription by which the server knows this browser. Browsers change theirs without asking: what was told to
 * the server last is kept here, as the proof with which it is told of another one.
 */
const KEY = '/follow/by/push';
const MOVED = '/follow/by/push/moved';
const CACHE = 'push-address';
const NAME = '/push-address';

/** A subscription as the server takes it. */
export interface Address {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** What browser and server do; in tests something else does it. */
export interface Desk {
  /** As the server knows this browser; null where nothing is followed. */
  kept(): Promise<Address | null>;
  keep(address: Address): Promise<void>;
  /** As the browser has it now; null when it has none. */
  current(): Promise<Address | null>;
  /** Another one, by the server's key. */
  subscribe(): Promise<Address>;
  /** Whether the server has heard it, or will never take it. */
  tell(former: Address, now: Address): Promise<boolean>;
}

export function addressOf(subscription: PushSubscription | null): Address | null {
  if (!subscription) return null;
  const { endpoint, keys } = subscription.toJSON ? subscription.toJSON() : (subscription as unknown as PushSubscriptionJSON);
  const { p256dh, auth } = keys ?? {};
  return endpoint && p256dh && auth ? { endpoint, keys: { p256dh, auth } } : null;
}

/**
 * Has the server know this browser by the subscription that it has now. `former` is what a browser says of the one that
 * it took away. Without a network nothing changes, and the next occasion finds the same to do.
 */
export async function settleAddress(desk: Desk, former: Address | null = null): Promise<void> {
  const known = (await desk.kept()) ?? former;
  if (!known) return;
  const now = (await desk.current()) ?? (await desk.subscribe());
  if (now.endpoint === known.endpoint || (await desk.tell(known, now))) await desk.keep(now);
}

/** Where nothing is kept yet, the server knows this browser by what it has now: it was just told something. */
export async function rememberAddress(desk: Desk): Promise<void> {
  const now = (await desk.kept()) ? null : await desk.current();
  if (now) await desk.keep(now);
}

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));

/** By the key that the server has now; a browser that follows by another key follows anew. */
export async function subscribe(pushManager: PushManager): Promise<Address> {
  const { key } = (await (await fetch(KEY)).json()) as { key: string };
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
  const made = await pushManager.subscribe(options).catch(async (error: unknown) => {
    if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
    await (await pushManager.getSubscription())?.unsubscribe();
    return pushManager.subscribe(options);
  });
  const address = addressOf(made);
  if (!address) throw new Error('a subscription without keys');
  return address;
}

export function deskOf(pushManager: PushManager): Desk {
  return {
    kept: async () => (await (await (await caches.open(CACHE)).match(NAME))?.json()) ?? null,
    keep: async (address) => (await caches.open(CACHE)).put(NAME, new Response(JSON.stringify(address))),
    current: async () => addressOf(await pushManager.getSubscription()),
    subscribe: () => subscribe(pushManager),
    tell: async (former, now) => {
      const body = JSON.stringify({ former, now });
      const { ok, status } = await fetch(MOVED, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
      return ok || status === 400;
    },
  };
}
