/**
 * The service worker of the public pages: keeps the last places and works that were looked at, gives them back without
 * a network, and shows what a push tells. It answers no request of any other page, and never with the map.
 */
/// <reference lib="webworker" />
import { FILES, filesOf, isFile, isForEverybody, isLasting, isPage, isTold, LANGUAGES, marked, MOST_FILES, MOST_PAGES, nameOf, OFFLINE, offlineFor, PAGES, PATIENCE_MS, surplus, type Wish } from './kept-places';
import { addressOf, deskOf, rememberAddress, settleAddress } from './push-address';
import { readTold } from './told';

declare const self: ServiceWorkerGlobalScope;

const HTML = 'text/html; charset=utf-8';

/** A kept page stands under the same strict policy as when it was sent. */
function asKept(html: string, from: Response): Response {
  const policy = from.headers.get('content-security-policy');
  return new Response(html, { headers: { 'content-type': HTML, ...(policy ? { 'content-security-policy': policy } : {}) } });
}

async function forgetOld(cache: Cache, most: number, spared: readonly string[]): Promise<void> {
  for (const name of surplus(await cache.keys(), most, new Set(spared))) await cache.delete(name);
}

/** The page looked at last stands last, so that the one not seen for longest goes first. */
async function keepPage(name: string, response: Response): Promise<void> {
  const html = await response.text();
  if (!isForEverybody(html)) return;
  const cache = await caches.open(PAGES);
  await cache.delete(name);
  await cache.put(name, asKept(html, response));
  await forgetOld(cache, MOST_PAGES, [OFFLINE]);
}

async function keptPage(url: URL): Promise<Response | undefined> {
  const cache = await caches.open(PAGES);
  const found = (isPage(url) ? await cache.match(nameOf(url)) : undefined) ?? (await cache.match(offlineFor(url)));
  return found && asKept(marked(await found.text()), found);
}

/** The page from the network; without one the page as it was kept, or the list of what is kept. */
async function answerPage(event: FetchEvent, url: URL): Promise<Response> {
  const fetched = fetch(event.request).then((response) => {
    const isOurs = response.ok && !response.redirected && response.type === 'basic';
    if (isOurs && isLasting(url)) event.waitUntil(keepPage(nameOf(url), response.clone()));
    return response;
  });
  try {
    // Only a page that is kept itself is better than one that comes late.
    const isKept = isPage(url) && (await (await caches.open(PAGES)).match(nameOf(url))) !== undefined;
    if (!isKept) return await fetched;
    const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
    const first = await Promise.race([fetched, patience]);
    if (first && first.status < 502) return first;
    fetched.catch(() => undefined);
    return (await keptPage(url)) ?? (await fetched);
  } catch {
    return (await keptPage(url)) ?? Response.error();
  }
}

/** Built files never change under their name; only those of kept pages are kept. */
async function answerFile(request: Request): Promise<Response> {
  const kept = await (await caches.open(FILES)).match(request, { ignoreVary: true });
  return kept ?? fetch(request);
}

/** Without its files the list of kept places is a naked page that lists nothing. */
async function filesOfOffline(): Promise<string[]> {
  const pages = await caches.open(PAGES);
  const kept = await Promise.all(LANGUAGES.map((lang) => pages.match(`${OFFLINE}?lang=${lang}`)));
  return (await Promise.all(kept.map((one) => one?.text() ?? ''))).flatMap(filesOf);
}

async function grant({ keep }: Wish): Promise<void> {
  const files = await caches.open(FILES);
  let isNewBuild = false;
  for (const path of keep) {
    const url = new URL(path, self.location.origin);
    if (url.origin !== self.location.origin) continue;
    if (isPage(url)) {
      const response = await fetch(nameOf(url), { headers: { accept: 'text/html' }, redirect: 'manual' });
      if (response.ok) await keepPage(nameOf(url), response);
    } else if (isFile(url) && !(await files.match(path, { ignoreVary: true }))) {
      await files.add(path);
      isNewBuild = true;
    }
  }
  // A file never seen before may be of a newer build, whose list has other files too.
  if (isNewBuild) await keepOffline();
  await forgetOld(files, MOST_FILES, await filesOfOffline());
}

/** The list of kept places, in each language, with what it needs: it is the first thing to have. */
async function keepOffline(): Promise<void> {
  const [pages, files] = [await caches.open(PAGES), await caches.open(FILES)];
  for (const lang of LANGUAGES) {
    const path = `${OFFLINE}?lang=${lang}`;
    const response = await fetch(path, { credentials: 'omit' });
    if (!response.ok) continue;
    const html = await response.text();
    for (const file of filesOf(html)) if (!(await files.match(file, { ignoreVary: true }))) await files.add(file);
    await pages.put(path, asKept(html, response));
  }
}

async function show(event: PushEvent): Promise<void> {
  const told = readTold(event.data?.text() ?? '');
  // A browser shows words of its own when a push shows none, so what is none of ours ends here.
  if (!told) return;
  await self.registration.showNotification(told.title, { body: told.body, lang: told.lang, tag: told.tag, icon: '/static/icon-192.png', badge: '/static/badge-96.png', data: { path: told.path } });
}

async function openTold(path: string): Promise<void> {
  const url = new URL(path, self.location.origin).href;
  const open = (await self.clients.matchAll({ type: 'window', includeUncontrolled: true })).find((client) => client.url === url);
  await (open ? open.focus() : self.clients.openWindow(url));
}

const desk = (): ReturnType<typeof deskOf> => deskOf(self.registration.pushManager);

/** What cannot be told now is told on the next occasion. */
async function settle(former: PushSubscription | null = null): Promise<void> {
  if (Notification.permission === 'granted') await settleAddress(desk(), addressOf(former)).catch(() => undefined);
}

// Without the list the worker still keeps pages: it is fetched again by the next worker.
self.addEventListener('install', (event) => event.waitUntil(keepOffline().catch(() => undefined).then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (event.request.mode === 'navigate') {
    if (isTold(url)) event.respondWith(answerPage(event, url));
  } else if (isFile(url)) {
    event.respondWith(answerFile(event.request));
  }
});
self.addEventListener('message', (event) => {
  // A wish that the network hinders is wished again by the next page.
  const granted = grant(event.data as Wish).catch(() => undefined);
  event.waitUntil(granted.then(() => event.ports[0]?.postMessage('done')));
  // Not every browser says that it took a subscription away, and not every network lets that be told at once.
  event.waitUntil(settle());
});
self.addEventListener('push', (event) => event.waitUntil(Promise.all([show(event), rememberAddress(desk()).catch(() => undefined)])));
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(settle(event.oldSubscription)));
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { path } = event.notification.data as { path: string };
  event.waitUntil(openTold(path));
});
