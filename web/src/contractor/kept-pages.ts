/** Which pages are kept for the time without a network, under which name, and what of them is told. */

const PAGE = /^\/contractor(?:\/works\/\d+)?$/;
const PREFIX = 'contractor-pages-';

export const ASSETS = 'contractor-assets';
/** Old builds' files go when there are more than this many. */
export const MOST_ASSETS = 80;
/** A page that was kept so lately is not fetched ahead again. */
export const FRESH_MS = 30 * 60 * 1000;
/** On a poor network a kept page after this many milliseconds is better than none. */
export const PATIENCE_MS = 4000;
export const KEPT_AT = 'x-kept-at';

export const isPage = (url: URL): boolean => PAGE.test(url.pathname);

/** One name for a page in a language: what else stands in its address (which step to begin with) is left out. */
export function nameOf(url: URL): string {
  return `${url.pathname}?lang=${url.searchParams.get('lang') ?? ''}`;
}

/** Whether an address shows the page as it is kept: other orders of the list are asked of the server. */
export function isKeepable(url: URL): boolean {
  return isPage(url) && !['view', 'near', 'show', 'page'].some((name) => url.searchParams.has(name));
}

/** The list in the language of a page: shown for a page that nobody has opened. */
export const listFor = (url: URL): string => `/contractor?lang=${url.searchParams.get('lang') ?? ''}`;

/** The person whose page it is; null for what is no page of ours. */
export function userOf(html: string): string | null {
  return /<section id="outbox"[^>]* data-user="(\d+)"/.exec(html)?.[1] ?? null;
}

export const cacheOf = (user: string): string => `${PREFIX}${user}`;
export const isPageCache = (name: string): boolean => name.startsWith(PREFIX);

/** The page with the mark by which it says that it was kept: `page` itself, or another `instead`. */
export function marked(html: string, how: 'page' | 'instead'): string {
  return html.replace('<html ', `<html data-kept="${how}" `);
}
