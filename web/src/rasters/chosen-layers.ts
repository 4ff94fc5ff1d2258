/** Which overlays lie under the works, and how opaque: `overlays=overlay-12:80,density@2026-06@3:60` in the address. */
export interface ChosenLayer {
  /** `overlay-12` or `density`. */
  readonly layer: string;
  /** Per cent, 0 to 100. */
  readonly opacity: number;
  /** Of the density: the month as 2026-06; null is the present one. */
  readonly month: string | null;
  /** Of the density: a district's id; null is the whole city. */
  readonly district: number | null;
}

export const FIRST_OPACITY = 80;
const PART = /^(overlay-[1-9]\d{0,14}|density(?:@(\d{4}-(?:0[1-9]|1[0-2])))?(?:@([1-9]\d{0,14}))?):(\d{1,3})$/;

/** What cannot be read is left out; a layer counts once. */
export function parseLayers(text: string): ChosenLayer[] {
  const found = new Map<string, ChosenLayer>();
  for (const part of text.split(',')) {
    const [, name, month, district, opacity] = PART.exec(part) ?? [];
    const layer = name?.split('@')[0];
    if (layer === undefined || found.has(layer) || Number(opacity) > 100) continue;
    found.set(layer, { layer, opacity: Number(opacity), month: month ?? null, district: district === undefined ? null : Number(district) });
  }
  return [...found.values()];
}

export function layersText(layers: readonly ChosenLayer[]): string {
  return layers.map(({ layer, opacity, month, district }) => [layer, ...(month ? [month] : []), ...(district ? [district] : [])].join('@') + `:${opacity}`).join(',');
}

/** The list with one layer changed, put in at the end when it was not there. */
export function withLayer(layers: readonly ChosenLayer[], layer: string, change: Partial<ChosenLayer>): ChosenLayer[] {
  const known = layers.find((one) => one.layer === layer);
  const made = { layer, opacity: FIRST_OPACITY, month: null, district: null, ...known, ...change };
  return known ? layers.map((one) => (one === known ? made : one)) : [...layers, made];
}

export const without = (layers: readonly ChosenLayer[], layer: string): ChosenLayer[] => layers.filter((one) => one.layer !== layer);
