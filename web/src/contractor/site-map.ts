/** The works of the list on a map, after a tap: a sign leads to its line, any other place to what is nearest to it. */
import { LngLatBounds, Marker, type Map } from 'maplibre-gl';
import { openSmallMap } from '../map/small-map';
import type { Language } from '../state';

const CITY: readonly [number, number, number, number] = [76.74, 43.1, 77.1, 43.4];
const SVG = 'http://www.w3.org/2000/svg';

function sign(item: HTMLElement): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = `site-pin${item.querySelector('.says.is-late') ? ' is-late' : ''}`;
  button.style.setProperty('--type-color', item.dataset['color'] ?? '');
  button.setAttribute('aria-label', item.querySelector('.site-title')?.textContent ?? '');
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('class', 'icon');
  icon.setAttribute('width', '18');
  icon.setAttribute('height', '18');
  icon.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  const sprite = document.querySelector('use')?.getAttribute('href')?.split('#')[0] ?? '';
  use.setAttribute('href', `${sprite}#${item.dataset['sign'] ?? ''}`);
  icon.append(use);
  button.append(icon);
  return button;
}

function lead(item: HTMLElement): void {
  document.querySelector('.site-work.is-chosen')?.classList.remove('is-chosen');
  item.classList.add('is-chosen');
  item.scrollIntoView({ block: 'center' });
  item.querySelector<HTMLElement>('.site-title')?.focus({ preventScroll: true });
}

function watchTaps(map: Map, lang: Language): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-near-tapped]');
  const dot = document.createElement('div');
  dot.className = 'site-here';
  const here = new Marker({ element: dot });
  map.on('click', ({ lngLat }) => {
    here.setLngLat(lngLat).addTo(map);
    if (!link) return;
    link.href = `/contractor?lang=${lang}&near=${lngLat.lng.toFixed(5)},${lngLat.lat.toFixed(5)}`;
    link.hidden = false;
  });
}

export async function openSiteMap(container: HTMLElement, lang: Language): Promise<void> {
  const items = [...document.querySelectorAll<HTMLElement>('.site-work[data-lon]')];
  const bounds = new LngLatBounds();
  const placeOf = ({ dataset }: HTMLElement): [number, number] => [Number(dataset['lon']), Number(dataset['lat'])];
  for (const item of items) bounds.extend(placeOf(item));
  const map = await openSmallMap(container, lang, items.length ? bounds : [...CITY]);
  for (const item of items) {
    const element = sign(item);
    element.addEventListener('click', (event) => {
      event.stopPropagation();
      lead(item);
    });
    new Marker({ element }).setLngLat(placeOf(item)).addTo(map);
  }
  watchTaps(map, lang);
}
