/** What is known about the place stands before the form; it follows the pin. */

const ID = '#appeal-known';

export class Known {
  private running: AbortController | null = null;
  private readonly box = document.querySelector<HTMLElement>('[data-known]');

  constructor(private readonly lang: string) {}

  /**
   * Asks for the page of another pin and takes the list out of it. Tells whether there is anything to read; null when
   * that could not be learnt or another pin was put meanwhile.
   */
  async follow(lon: number, lat: number, work: string): Promise<boolean | null> {
    if (!this.box) return null;
    this.running?.abort();
    const mine = (this.running = new AbortController());
    const query = new URLSearchParams({ lang: this.lang, lon: lon.toFixed(6), lat: lat.toFixed(6), ...(work ? { work } : {}) });
    try {
      const response = await fetch(`/appeals/new?${query}`, { signal: mine.signal, headers: { accept: 'text/html' } });
      if (!response.ok) throw new Error(`the form answered ${response.status}`);
      const there = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('[data-known]');
      if (!mine.signal.aborted) this.replace(there);
    } catch {
      // A list of another place would be worse than none.
      if (!mine.signal.aborted) this.replace(null);
      return null;
    }
    return mine.signal.aborted ? null : this.box.querySelector(ID) !== null;
  }

  /** The map under the finger stays where it is, however long the list above it has become (appeal.css: no anchor). */
  private replace(there: Element | null): void {
    if (!this.box) return;
    const before = this.box.offsetHeight;
    this.box.replaceChildren(...(there?.children ?? []));
    const grown = this.box.offsetHeight - before;
    if (this.box.getBoundingClientRect().top < 0) window.scrollBy({ top: grown, behavior: 'instant' });
  }
}
