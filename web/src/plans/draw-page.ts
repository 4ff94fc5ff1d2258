/** The parts of a form in which a place is chosen or drawn: its radio buttons and its hidden field. */
export interface DrawData {
  readonly lang: 'kk' | 'ru' | 'en';
  readonly bounds: readonly [number, number, number, number];
  readonly place: GeoJSON.Geometry | null;
  readonly candidates: readonly (GeoJSON.Geometry | null)[];
}

/** What the map needs of the form, and what it tells it. */
export interface DrawPage {
  readonly data: DrawData;
  /** The place that is chosen just now: the one that is stored, a candidate, or none while a drawing is chosen. */
  chosen(): GeoJSON.Geometry | null;
  /** Something was drawn, or taken away again. */
  drawn(shape: GeoJSON.Geometry | null): void;
  /** Hears whenever another place is chosen. */
  watch(listener: () => void): void;
}

const radio = (value: string): HTMLInputElement | null => document.querySelector(`input[name=place][value="${value}"]`);

export function readDrawPage(): DrawPage | null {
  const source = document.getElementById('draw-data');
  if (!source?.textContent) return null;
  const data = JSON.parse(source.textContent) as DrawData;
  const field = document.querySelector<HTMLInputElement>('input[name=drawn]');
  const listeners: (() => void)[] = [];
  const changed = (): void => listeners.forEach((listener) => listener());
  for (const one of document.querySelectorAll('input[name=place]')) one.addEventListener('change', changed);
  for (const one of document.querySelectorAll<HTMLElement>('[data-needs-map]')) one.hidden = false;
  return {
    data,
    chosen: () => {
      const value = document.querySelector<HTMLInputElement>('input[name=place]:checked')?.value ?? 'keep';
      if (value === 'drawn') return null;
      return value === 'keep' ? data.place : (data.candidates[Number(value.split('-')[1]) - 1] ?? null);
    },
    drawn: (shape) => {
      if (field) field.value = shape ? JSON.stringify(shape) : '';
      const wanted = radio(shape ? 'drawn' : 'keep');
      if (wanted && (shape || radio('drawn')?.checked)) wanted.checked = true;
      changed();
    },
    watch: (listener) => void listeners.push(listener),
  };
}
