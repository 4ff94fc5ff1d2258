/** Has the offline worker keep this page, its files, and the pages of the most urgent works. */
import { isKeepable } from './kept-pages';
import { ownFiles } from '../offline/own-files';
import type { Wish } from './offline-worker';

const WORKER = '/contractor/offline.js';
const SCOPE = '/contractor';
/** The most urgent works: their pages are kept before somebody opens them. */
const MOST_AHEAD = 8;

interface WithSync extends ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

function urgentWorks(lang: string): string[] {
  const works = document.querySelectorAll<HTMLElement>('[aria-labelledby=pile-late] [data-work], [aria-labelledby=pile-today] [data-work]');
  return [...works].slice(0, MOST_AHEAD).map((work) => `/contractor/works/${work.dataset['work']}?lang=${lang}`);
}

export async function keepForOffline(lang: string): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  // Whoever came from a kept page needs nothing kept anew.
  if ('kept' in document.documentElement.dataset) return;
  // Asked before there is a worker: it takes over pages that it has not seen come. Another page's worker keeps none of ours.
  const isSeen = navigator.serviceWorker.controller?.scriptURL === new URL(WORKER, location.href).href;
  await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
  const { active } = await navigator.serviceWorker.ready;
  const page = new URL(location.href);
  const keep = [...(isKeepable(page) && !isSeen ? [`${page.pathname}${page.search}`] : []), ...ownFiles()];
  const saves = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
  active?.postMessage({ keep, ahead: saves ? [] : urgentWorks(lang) } satisfies Wish);
}

/** Asks the browser to send what waits when the network is back, even after the page was closed; not all browsers can. */
export async function askForSync(lang: string): Promise<void> {
  try {
    const registration = (await navigator.serviceWorker?.getRegistration(SCOPE)) as WithSync | undefined;
    await registration?.sync?.register(`reports ${lang}`);
  } catch {
    // Without it the page sends when it is opened, or hears that the network is back.
  }
}
