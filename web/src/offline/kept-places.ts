/** Which pages of the public are kept for the time without a network, under which name, and how many. */

const PAGE = /^\/(?:place(?:\/[^/]+)?|works\/\d+)$/;
/** Public pages, for which the list of kept places stands in when there is no network: no file, feed or picture. */
const TOLD =
  /^\/(?:place(?:\/[^/]+)?|works\/\d+(?:\/history)?|city(?:\/(?:works|finished|outages|districts\/\d+))?|outages(?:\/\d+)?|guide(?:\/[^/.]+)?|organisations\/\d+|appeals\/[^/.]+|follow(?:\/[^/.]+(?:\/(?:stop|place))?)?)?$/;
/** What else may stand in an address and does not change what is told. */
const ASKED = ['lang', 'q'];
/** What an address says of one moment ("thank you", "saved"): such a page is not how the place looks later. */
const MOMENTS = ['done', 'reacted'];

export const PAGES = 'place-pages';
export const FILES = 'place-files';
export const MOST_PAGES = 40;
/** Old builds' files go when there are more than this many, beside those of the list of kept places. */
export const MOST_FILES = 60;
/** On a poor network a kept page after this many milliseconds is better than none. */
export const PATIENCE_MS = 5000;
export const OFFLINE = '/offline';
export const LANGUAGES = ['kk', 'ru', 'en'] as const;

/** What a page asks of the worker: to keep these paths, pages and built files alike. */
export interface Wish {
  readonly keep: readonly string[];
}

export const isPage = (url: URL): boolean => PAGE.test(url.pathname) && (url.pathname !== '/place' || url.searchParams.has('q'));
/** Whether a page is kept as it comes. */
export const isLasting = (url: URL): boolean => isPage(url) && !MOMENTS.some((name) => url.searchParams.has(name));
export const isTold = (url: URL): boolean => TOLD.test(url.pathname);
export const isFile = (url: URL): boolean => url.pathname.startsWith('/static/');

/** One name for a page in a language: a mark in the address (`done=1`) makes no second page. */
export function nameOf(url: URL): string {
  const asked = ASKED.flatMap((name) => url.searchParams.getAll(name).map((value) => [name, value]));
  const query = new URLSearchParams(asked).toString();
  return url.pathname + (query ? `?${query}` : '');
}

/** The built files that a page names, each once. */
export const filesOf = (html: string): string[] => [...new Set([...html.matchAll(/(?:href|src)="(\/static\/[^"#]+\.(?:js|css|svg))/g)].map(([, file]) => file ?? ''))];

/** Of what is kept, the oldest first, that which is beyond `most`; what is spared neither counts nor goes. */
export function surplus<Named extends { readonly url: string }>(kept: readonly Named[], most: number, spared: ReadonlySet<string>): Named[] {
  const others = kept.filter(({ url }) => !spared.has(new URL(url).pathname));
  return others.slice(0, Math.max(0, others.length - most));
}

/** Whether a page is for everybody: of one who is signed in nothing is kept by this worker. */
export const isForEverybody = (html: string): boolean => !html.includes('<meta name="csrf-token"');

/** The page with the mark by which its style says that it was kept. */
export const marked = (html: string): string => html.replace('<html ', '<html data-kept="page" ');

/** The language of an address, else the first that the service speaks. */
export function languageOf(url: URL): string {
  const asked = url.searchParams.get('lang');
  return LANGUAGES.find((one) => one === asked) ?? LANGUAGES[0];
}

/** The list of kept places in the language of a page that is not kept. */
export const offlineFor = (url: URL): string => `${OFFLINE}?lang=${languageOf(url)}`;
