/** Has the worker keep this page with its files, once the page is there and the line is free. */
import { isPage, type Wish } from './kept-places';
import { ownFiles } from './own-files';

export const WORKER = '/sw.js';
/** The page comes first: nothing is asked of a slow line before this many milliseconds after it. */
const AFTER_MS = 1500;

interface WithConnection {
  readonly connection?: { readonly saveData?: boolean };
}

async function keep(page: URL): Promise<void> {
  const isFirst = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register(WORKER, { scope: '/' });
  const { active } = await navigator.serviceWorker.ready;
  const saves = (navigator as WithConnection).connection?.saveData === true;
  // Seen by the worker, the page is kept on its way; before there was one it is asked for once more.
  const again = isFirst && !saves ? [page.pathname + page.search] : [];
  active?.postMessage({ keep: [...again, ...ownFiles()] } satisfies Wish);
}

export function keepPlaces(): void {
  const page = new URL(location.href);
  const isSignedIn = document.querySelector('meta[name=csrf-token]') !== null;
  if (!('serviceWorker' in navigator) || !isPage(page) || isSignedIn || 'kept' in document.documentElement.dataset) return;
  // Keeping is a gift: a browser that refuses it (a private window) says so to nobody.
  const begin = (): void => void setTimeout(() => void keep(page).catch(() => undefined), AFTER_MS);
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin, { once: true });
}
