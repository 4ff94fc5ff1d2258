/**
 * The service worker of the contractor's pages: keeps them and their files, gives them back without a network, and
 * sends reports that wait when the browser says that the network is back. It sees requests of these pages alone.
 */
/// <reference lib="webworker" />
import { ASSETS, cacheOf, FRESH_MS, isKeepable, isPage, isPageCache, KEPT_AT, listFor, marked, MOST_ASSETS, nameOf, PATIENCE_MS, userOf } from './kept-pages';
import { sendWaiting } from './sending';

declare const self: ServiceWorkerGlobalScope;

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

/** What a page asks of the worker: to keep pages and files, or to forget all pages because their reader signs out. */
export type Wish = { readonly keep: readonly string[]; readonly ahead: readonly string[] } | 'forget';

/** Rises when pages are to be forgotten: what was on its way then is not kept any more. */
let generation = 0;

async function pageCaches(): Promise<string[]> {
  return (await caches.keys()).filter(isPageCache);
}

/** Keeping and forgetting wait for each other: nothing is kept behind the back of who signs out. */
let line: Promise<unknown> = Promise.resolve();
function inLine(task: () => Promise<void>): Promise<void> {
  const done = line.then(task);
  line = done.catch(() => undefined);
  return done;
}

/** Keeps a page under its name and whoever it belongs to; another person's pages go. */
async function keepPage(url: URL, response: Response, since: number): Promise<void> {
  const html = await response.text();
  const user = userOf(html);
  await inLine(async () => {
    if (user === null || since !== generation) return;
    for (const name of await pageCaches()) if (name !== cacheOf(user)) await caches.delete(name);
    const kept = new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', [KEPT_AT]: `${Date.now()}`, ...policyOf(response) } });
    await (await caches.open(cacheOf(user))).put(nameOf(url), kept);
  });
}

async function forgetPages(): Promise<void> {
  for (const name of await pageCaches()) await caches.delete(name);
}

/** A kept page stands under the same strict policy as when it was sent. */
function policyOf(response: Response): Record<string, string> {
  const policy = response.headers.get('content-security-policy');
  return policy ? { 'content-security-policy': policy } : {};
}

async function findKept(name: string): Promise<Response | undefined> {
  for (const cache of await pageCaches()) {
    const found = await (await caches.open(cache)).match(name);
    if (found) return found;
  }
  return undefined;
}

async function keptPage(url: URL): Promise<Response | undefined> {
  const own = isKeepable(url) || url.pathname === '/contractor' ? await findKept(nameOf(url)) : undefined;
  const found = own ?? (await findKept(listFor(url)));
  if (!found) return undefined;
  const headers = { 'content-type': 'text/html; charset=utf-8', ...policyOf(found) };
  return new Response(marked(await found.text(), own ? 'page' : 'instead'), { headers });
}

/** The page from the network; without one, or after some patience, the page as it was kept. */
async function answerPage(event: FetchEvent, url: URL): Promise<Response> {
  const since = generation;
  const fetched = fetch(event.request).then((response) => {
    const isOurs = response.ok && !response.redirected && response.type === 'basic';
    if (isOurs && isKeepable(url)) event.waitUntil(keepPage(url, response.clone(), since));
    return response;
  });
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  try {
    const first = await Promise.race([fetched, patience]);
    if (first && first.status < 502) return first;
  } catch {
    return (await keptPage(url)) ?? Response.error();
  }
  return (await keptPage(url)) ?? fetched;
}

/** Built files never change under their name. */
async function answerFile(event: FetchEvent): Promise<Response> {
  const cache = await caches.open(ASSETS);
  const kept = await cache.match(event.request, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(cache.put(event.request, response.clone()).then(() => forgetOld(cache)));
  return response;
}

async function forgetOld(cache: Cache): Promise<void> {
  const names = await cache.keys();
  for (const name of names.slice(0, Math.max(0, names.length - MOST_ASSETS))) await cache.delete(name);
}

async function keepFile(cache: Cache, path: string): Promise<void> {
  if (!(await cache.match(path, { ignoreVary: true }))) await cache.add(path);
}

async function fetchAhead(path: string, always: boolean): Promise<void> {
  const url = new URL(path, self.location.origin);
  const kept = await findKept(nameOf(url));
  if (!always && kept && Date.now() - Number(kept.headers.get(KEPT_AT)) < FRESH_MS) return;
  const since = generation;
  const response = await fetch(url, { headers: { accept: 'text/html' }, redirect: 'manual' });
  if (response.ok) await keepPage(url, response, since);
}

/** A page asks to be kept with its files: it was loaded before the worker was there. One after the other, no hurry. */
async function grant(wish: Wish): Promise<void> {
  if (wish === 'forget') {
    generation += 1;
    return inLine(forgetPages);
  }
  const since = generation;
  const cache = await caches.open(ASSETS);
  for (const path of wish.keep) await (isPage(new URL(path, self.location.origin)) ? fetchAhead(path, true) : keepFile(cache, path));
  for (const path of wish.ahead) if (since === generation) await fetchAhead(path, false);
}

self.addEventListener('install', () => void self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (event.request.mode === 'navigate' && isPage(url)) event.respondWith(answerPage(event, url));
  else if (url.pathname.startsWith('/static/')) event.respondWith(answerFile(event));
});
self.addEventListener('message', (event) => {
  // A wish that the network hinders is wished again by the next page.
  const granted = grant(event.data as Wish).catch(() => undefined);
  event.waitUntil(granted.then(() => event.ports[0]?.postMessage('done')));
});
self.addEventListener('sync', (event) => {
  const { tag } = event as unknown as SyncEvent;
  // The tag carries the language in which a refusal is told.
  const [what, lang = ''] = tag.split(' ');
  if (what !== 'reports') return;
  const sent = sendWaiting(lang).then((round) => {
    // Refused here, the browser tries again later by itself.
    if (round === 'no-network') throw new Error('no network yet');
  });
  (event as unknown as SyncEvent).waitUntil(sent);
});
