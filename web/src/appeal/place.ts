/** The place of an appeal: written, suggested while it is written, taken from the phone, or shown on a map. */
import { askPlace } from '../contractor/locating';
import { geocode, getJson } from '../api';
import { appealData, type AppealData } from './data';
import { Known } from './known';
import type { PinMap } from './pin-map';

const TYPING_MS = 200;
const LEAST_LETTERS = 2;

interface Near {
  readonly label: string;
}

/** What stands at a point, in words; the coordinates where the register knows nothing. */
async function wordsAt(lon: number, lat: number, lang: string): Promise<string> {
  try {
    const found = await getJson<Record<'address' | 'street' | 'microdistrict' | 'district', Near | null>>(`/api/reverse?lon=${lon}&lat=${lat}&lang=${lang}`);
    const near = found.address ?? found.street ?? found.microdistrict ?? found.district;
    if (near) return near.label;
  } catch {
    // The pin alone says where.
  }
  return `${lat.toFixed(5)}, ${lon.toFixed(5)}`;
}

class Place {
  private map: PinMap | null = null;
  private readonly known: Known;
  private readonly note = document.querySelector<HTMLElement>('[data-place-note]');

  constructor(
    private readonly form: HTMLFormElement,
    private readonly input: HTMLInputElement,
    private readonly data: AppealData,
  ) {
    this.known = new Known(data.lang);
  }

  private field(name: string): HTMLInputElement {
    return this.form.elements.namedItem(name) as HTMLInputElement;
  }

  private point(): readonly [number, number] | null {
    const { value } = this.field('lon');
    return value ? [Number(value), Number(this.field('lat').value)] : null;
  }

  /** A pin was put: its words come into the field, and whoever changes them then means the words. */
  async take(lon: number, lat: number): Promise<void> {
    const words = await wordsAt(lon, lat, this.data.lang);
    this.input.value = words;
    for (const [name, value] of [['lon', lon.toFixed(6)], ['lat', lat.toFixed(6)], ['placed', words], ['pinned', '1']] as const) this.field(name).value = value;
    this.form.querySelector('.which:has([name=choice])')?.remove();
    const { pinPut = '', knownThere = '' } = this.note?.dataset ?? {};
    this.say(pinPut);
    if (await this.known.follow(lon, lat, this.field('work').value)) this.say(`${pinPut} ${knownThere}`);
  }

  /** Where the words lie, so that the map opens there; the city where nobody can tell. */
  private async near(): Promise<readonly [number, number] | null> {
    const words = this.input.value.trim();
    if (this.point() || !words) return this.point();
    try {
      return (await geocode(words, this.data.lang))?.point ?? null;
    } catch {
      return null;
    }
  }

  private say(words: string): void {
    if (this.note) this.note.textContent = words;
  }

  async here(button: HTMLElement): Promise<void> {
    button.setAttribute('aria-busy', 'true');
    const found = await askPlace();
    button.removeAttribute('aria-busy');
    if (!found) return this.say(this.note?.dataset['hereFailed'] ?? '');
    await this.take(found.lon, found.lat);
    this.map?.put([found.lon, found.lat]);
  }

  async toggleMap(button: HTMLElement): Promise<void> {
    const box = document.getElementById('appeal-map');
    const canvas = box?.querySelector<HTMLElement>('.appeal-map-canvas');
    if (!box || !canvas) return;
    box.hidden = !box.hidden;
    button.setAttribute('aria-expanded', `${!box.hidden}`);
    if (box.hidden || this.map || canvas.dataset['asked']) return;
    canvas.dataset['asked'] = 'true';
    try {
      const [{ openPinMap }, near] = await Promise.all([import('./pin-map'), this.near()]);
      this.map = await openPinMap(canvas, this.data, this.point(), near, (lon, lat) => void this.take(lon, lat));
    } catch {
      canvas.textContent = canvas.dataset['failed'] ?? '';
      canvas.classList.add('is-failed');
    }
  }
}

/** Suggestions while typing, as the browser's own list. */
function watchTyping(input: HTMLInputElement, lang: string): void {
  const list = document.createElement('datalist');
  list.id = 'place-suggestions';
  input.after(list);
  input.setAttribute('list', list.id);
  input.autocomplete = 'off';
  let timer = 0;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    const typed = input.value.trim();
    if (typed.length < LEAST_LETTERS) return list.replaceChildren();
    timer = window.setTimeout(() => {
      getJson<{ items: readonly { label: string }[] }>(`/api/autocomplete?q=${encodeURIComponent(typed)}&lang=${lang}&limit=6`).then(
        ({ items }) => list.replaceChildren(...items.map(({ label }) => new Option(label, label))),
        () => undefined,
      );
    }, TYPING_MS);
  });
}

export function watchPlace(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-appeal]');
  const input = form?.querySelector<HTMLInputElement>('[data-place]');
  const data = appealData();
  if (!form || !input || !data) return;
  const place = new Place(form, input, data);
  const tools = form.querySelector<HTMLElement>('[data-place-tools]');
  if (tools) tools.hidden = false;
  watchTyping(input, data.lang);
  const here = form.querySelector<HTMLElement>('[data-here]');
  here?.addEventListener('click', () => void place.here(here));
  const map = form.querySelector<HTMLElement>('[data-map]');
  map?.addEventListener('click', () => void place.toggleMap(map));
}
