/** Drawing an area to follow: the map opens with its part of the page, and what is wrong is said at once. */
import { cornersOf, judge, wordsOf, type Limits } from './area';
import type { AreaMap } from './draw-area';

/** Kazakh numbers are written as Russian ones, and Chromium knows those. */
const numbersOf = (lang: string): Intl.NumberFormat => new Intl.NumberFormat(lang === 'en' ? 'en-GB' : 'ru-RU', { maximumSignificantDigits: 2 });

class Area {
  private map: Promise<AreaMap | null> | null = null;
  private readonly limits: Limits;

  constructor(
    private readonly part: HTMLDetailsElement,
    private readonly canvas: HTMLElement,
    private readonly field: HTMLTextAreaElement,
    private readonly note: HTMLElement,
  ) {
    const { bounds = '', mostCorners, largestKm2 } = canvas.dataset;
    this.limits = { bounds: bounds.split(',').map(Number) as unknown as Limits['bounds'], mostCorners: Number(mostCorners), largestKm2: Number(largestKm2) };
  }

  /** What is wrong with the area, or how large it is. `corners` are null for words that are none. */
  say(): boolean {
    const corners = cornersOf(this.field.value);
    const { problem, km2 } = corners ? judge(corners, this.limits) : { problem: 'words', km2: 0 };
    const words = this.note.dataset[problem ?? 'good'] ?? '';
    const said = words.replace('{km2}', numbersOf(this.canvas.dataset['lang'] ?? '').format(km2));
    if (this.note.textContent !== said) this.note.textContent = said;
    this.note.classList.toggle('is-wrong', problem !== null && problem !== 'few');
    return problem === null;
  }

  private async opened(): Promise<AreaMap | null> {
    this.canvas.closest<HTMLElement>('[data-area]')!.hidden = false;
    try {
      const { openAreaMap } = await import('./draw-area');
      return await openAreaMap(this.canvas, this.limits, cornersOf(this.field.value) ?? [], (corners) => {
        this.field.value = wordsOf(corners);
        this.say();
      });
    } catch {
      this.canvas.textContent = this.canvas.dataset['failed'] ?? '';
      this.canvas.classList.add('is-failed');
      this.part.querySelector<HTMLDetailsElement>('[data-corners]')!.open = true;
      return null;
    }
  }

  watch(): void {
    const open = (): void => {
      if (this.part.open) this.map ??= this.opened();
    };
    this.part.addEventListener('toggle', open);
    open();
    this.field.required = false; // the note below the map says it, and says more
    // Whoever draws needs no numbers before the eyes; who types them finds them below the map.
    this.part.querySelector<HTMLDetailsElement>('[data-corners]')!.open = false;
    this.field.addEventListener('input', () => {
      this.say();
      const corners = cornersOf(this.field.value);
      if (corners) void this.map?.then((map) => map?.show(corners));
    });
    this.field.form?.addEventListener('submit', (event) => {
      if (this.say()) return;
      event.preventDefault();
      this.note.focus();
    });
    this.say();
  }
}

export function watchArea(): void {
  const part = document.querySelector<HTMLDetailsElement>('[data-draw-area]');
  const [canvas, field, note] = [part?.querySelector<HTMLElement>('[data-area-map]'), part?.querySelector('textarea'), part?.querySelector<HTMLElement>('[data-area-note]')];
  if (part && canvas && field && note) new Area(part, canvas, field, note).watch();
}
