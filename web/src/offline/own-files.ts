/** The built files that this page needs: what it names and what it has loaded. */

export function ownFiles(): string[] {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name));
  const named = [...document.querySelectorAll<HTMLElement>('link[rel=stylesheet], link[rel=modulepreload], script[src]')].map(
    (element) => new URL(element.getAttribute('href') ?? element.getAttribute('src') ?? '', location.href),
  );
  const signs = document.querySelector('use')?.getAttribute('href')?.split('#')[0];
  const all = [...loaded, ...named, ...(signs ? [new URL(signs, location.href)] : [])];
  const ours = all.filter((url) => url.origin === location.origin && url.pathname.startsWith('/static/'));
  return [...new Set(ours.map(({ pathname }) => pathname))];
}
