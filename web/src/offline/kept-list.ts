/** The page that stands in for all others without a network: the kept places, each with its answer and its age. */
import { LANGUAGES, nameOf, OFFLINE, PAGES } from './kept-places';

interface Kept {
  readonly path: string;
  readonly title: string;
  readonly answer: string;
  readonly asOf: string;
}

const textOf = (page: Document, selector: string): string => page.querySelector(selector)?.textContent?.trim() ?? '';

async function read(cache: Cache, request: Request): Promise<Kept | null> {
  const kept = await cache.match(request);
  if (!kept) return null;
  const page = new DOMParser().parseFromString(await kept.text(), 'text/html');
  const answer = textOf(page, '.place-first') || textOf(page, '.card-status strong');
  return { path: nameOf(new URL(request.url)), title: textOf(page, 'h1'), answer, asOf: textOf(page, '.kept-moment') };
}

function line({ path, title, answer, asOf }: Kept): HTMLLIElement {
  const item = document.createElement('li');
  const link = Object.assign(document.createElement('a'), { className: 'kept-link', href: path });
  const parts = [['kept-title', title], ['kept-answer', answer], ['note', asOf]] as const;
  link.append(...parts.filter(([, words]) => words).map(([className, textContent]) => Object.assign(document.createElement('span'), { className, textContent })));
  item.append(link);
  return item;
}

/** Fills the list, the place looked at last first; without any the page says that there is none. */
export async function listKept(list: HTMLElement): Promise<void> {
  const lang = LANGUAGES.find((one) => one === document.documentElement.lang);
  const cache = await caches.open(PAGES);
  const names = (await cache.keys()).filter(({ url }) => new URL(url).pathname !== OFFLINE).reverse();
  const kept = (await Promise.all(names.map((name) => read(cache, name)))).filter((one) => one !== null);
  const inLanguage = kept.filter(({ path }) => (new URL(path, location.href).searchParams.get('lang') ?? lang) === lang);
  const shown = inLanguage.length ? inLanguage : kept;
  list.append(...shown.map(line));
  for (const element of document.querySelectorAll<HTMLElement>('[data-kept-none]')) element.hidden = shown.length > 0;
  for (const element of document.querySelectorAll<HTMLElement>('[data-kept-some]')) element.hidden = shown.length === 0;
}

export function showKept(): void {
  const list = document.querySelector<HTMLElement>('[data-kept-list]');
  if (list && 'caches' in globalThis) void listKept(list);
  document.querySelector('[data-again]')?.addEventListener('click', () => location.reload());
}
