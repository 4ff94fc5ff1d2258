/** The parts of a page on which a place is drawn: its buttons, its words, its hidden field. The map is loaded apart. */
import { begin, geometryOf, isReady, NOTHING, undo, type Drawing, type Kind } from './drawing';

export interface DrawData {
  readonly lang: 'kk' | 'ru' | 'en';
  readonly bounds: readonly [number, number, number, number];
  readonly place: GeoJSON.Geometry | null;
  readonly candidates: readonly (GeoJSON.Geometry | null)[];
}

/** What the map needs of the page, and what it tells it. */
export interface DrawPage {
  readonly data: DrawData;
  get(): Drawing;
  set(drawing: Drawing): void;
  /** The place that is chosen just now: the one of the row, a candidate, or none while something is drawn. */
  chosen(): GeoJSON.Geometry | null;
  watch(listener: () => void): void;
}

const WORDS: Record<Kind, string> = { Point: 'sayPoint', LineString: 'sayLine', Polygon: 'sayArea' };

function chosenRadio(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>('input[name=place]:checked');
}

export function readDrawPage(): DrawPage | null {
  const source = document.getElementById('draw-data');
  if (!source?.textContent) return null;
  const data = JSON.parse(source.textContent) as DrawData;
  const listeners: (() => void)[] = [];
  let drawing = NOTHING;
  const changed = (): void => listeners.forEach((listener) => listener());
  return {
    data,
    get: () => drawing,
    set: (next) => {
      drawing = next;
      changed();
    },
    chosen: () => {
      const value = chosenRadio()?.value ?? 'keep';
      if (value === 'drawn') return null;
      return value === 'keep' ? data.place : (data.candidates[Number(value.split('-')[1]) - 1] ?? null);
    },
    watch: (listener) => void listeners.push(listener),
  };
}

function showWords(page: DrawPage): void {
  const words = document.querySelector<HTMLElement>('[data-draw-words]');
  const { kind } = page.get();
  if (!words || kind === null) return;
  const said = (isReady(page.get()) && words.dataset['sayReady']) || words.dataset[WORDS[kind]];
  if (said && words.textContent !== said) words.textContent = said;
}

/** Buttons, radio buttons and the field that is sent follow the drawing. */
export function wakeDrawPage(page: DrawPage): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-needs-map]')) element.hidden = false;
  const field = document.querySelector<HTMLInputElement>('input[name=drawn]');
  const radio = document.querySelector<HTMLInputElement>('input[name=place][value=drawn]');
  const buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-draw]')];
  for (const button of buttons) button.addEventListener('click', () => page.set(begin(page.get(), button.dataset['draw'] as Kind)));
  document.querySelector('[data-draw-undo]')?.addEventListener('click', () => page.set(undo(page.get())));
  document.querySelector('[data-draw-clear]')?.addEventListener('click', () => page.set({ ...page.get(), corners: [] }));
  for (const one of document.querySelectorAll('input[name=place]')) one.addEventListener('change', () => page.set(page.get()));
  page.watch(() => {
    const drawing = page.get();
    for (const button of buttons) button.setAttribute('aria-pressed', String(button.dataset['draw'] === drawing.kind));
    const geometry = geometryOf(drawing);
    if (field) field.value = geometry ? JSON.stringify(geometry) : '';
    if (radio && geometry && !radio.checked && drawing.corners !== seen) radio.checked = true;
    seen = drawing.corners;
    showWords(page);
  });
  let seen = page.get().corners;
}
