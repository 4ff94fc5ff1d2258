/** Where the phone is, when its owner allows it: for the place of a report and for "nearest first". */

export interface Here {
  readonly lon: number;
  readonly lat: number;
  readonly accuracy: number;
}

const EARTH_M = 6_371_000;
/** Five decimals of a degree are a metre. */
const DECIMALS = 1e5;
const LONGEST_MS = 8000;

const rounded = (degrees: number): number => Math.round(degrees * DECIMALS) / DECIMALS;

export function askPlace(timeout: number = LONGEST_MS): Promise<Here | null> {
  if (!('geolocation' in navigator)) return Promise.resolve(null);
  return new Promise((resolve) => {
    const found = ({ coords }: GeolocationPosition): void => resolve({ lon: rounded(coords.longitude), lat: rounded(coords.latitude), accuracy: coords.accuracy });
    navigator.geolocation.getCurrentPosition(found, () => resolve(null), { timeout, maximumAge: 60_000, enableHighAccuracy: true });
  });
}

/** The place of a report: only where the form asks for it, and never waited for long. */
export function whereAmI(form: HTMLFormElement): Promise<Here | null> {
  const wants = form.elements.namedItem('lon');
  const refuses = form.querySelector<HTMLInputElement>('input[name=without_place]')?.checked === true;
  return wants && !refuses ? askPlace() : Promise.resolve(null);
}

/** Metres between two places in degrees, longitude first. */
export function metresBetween(one: readonly [number, number], other: readonly [number, number]): number {
  const [lon, lat, toLon, toLat] = [one[0], one[1], other[0], other[1]].map((degrees) => (degrees * Math.PI) / 180) as [number, number, number, number];
  const half = Math.sin((toLat - lat) / 2) ** 2 + Math.cos(lat) * Math.cos(toLat) * Math.sin((toLon - lon) / 2) ** 2;
  return 2 * EARTH_M * Math.asin(Math.sqrt(half));
}

/** Items by their distance from a place; those without a place of their own stay behind, in their order. */
export function nearestFirst<Item>(items: readonly Item[], here: readonly [number, number], placeOf: (item: Item) => readonly [number, number] | null): Item[] {
  const far = (item: Item): number => {
    const place = placeOf(item);
    return place ? metresBetween(here, place) : Infinity;
  };
  return items.map((item) => ({ item, metres: far(item) })).sort((one, other) => (one.metres === other.metres ? 0 : one.metres - other.metres)).map(({ item }) => item);
}

/** "Nearest" asks the phone first; the page with an address to fill in is for when it does not say. */
export function watchNearest(lang: string): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-locate]');
  const failed = document.querySelector<HTMLElement>('[data-locate-failed]');
  if (failed && location.hash === '#no-place') failed.hidden = false;
  link?.addEventListener('click', (event) => {
    if (!('geolocation' in navigator)) return;
    event.preventDefault();
    link.setAttribute('aria-busy', 'true');
    void askPlace().then((here) => {
      link.removeAttribute('aria-busy');
      if (!here) location.assign(`${link.href}#no-place`);
      else if (navigator.onLine) location.assign(`/contractor?lang=${lang}&near=${here.lon},${here.lat}`);
      else orderHere([here.lon, here.lat]);
    });
  });
}

/** Without a network the works of this page are put in order here. */
function orderHere(here: readonly [number, number]): void {
  const lists = [...document.querySelectorAll<HTMLElement>('.site-list')];
  const items = lists.flatMap((list) => [...list.children] as HTMLElement[]);
  const ordered = nearestFirst(items, here, ({ dataset }) => (dataset['lon'] && dataset['lat'] ? [Number(dataset['lon']), Number(dataset['lat'])] : null));
  const [first] = lists;
  if (!first) return;
  for (const pile of document.querySelectorAll<HTMLElement>('.pile')) {
    if (pile.contains(first)) pile.querySelector('.section-title')?.remove();
    else pile.hidden = true;
  }
  first.append(...ordered);
}
