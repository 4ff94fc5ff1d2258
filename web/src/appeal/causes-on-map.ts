/** Draws the pin of the appeal and the signs of its works; a sign leads to the page of its work. */
import { LngLatBounds, Marker } from 'maplibre-gl';
import { openSmallMap } from '../map/small-map';
import type { AppealData, Cause } from './data';

const SVG = 'http://www.w3.org/2000/svg';

function signOf(work: Cause, lang: string): HTMLAnchorElement {
  const link = document.createElement('a');
  link.className = 'cause-pin';
  link.href = `/works/${work.id}?lang=${lang}`;
  link.style.setProperty('--type-color', work.color);
  link.setAttribute('aria-label', work.title);
  const icon = document.createElementNS(SVG, 'svg');
  icon.setAttribute('class', 'icon');
  icon.setAttribute('width', '18');
  icon.setAttribute('height', '18');
  icon.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  const sprite = document.querySelector('use')?.getAttribute('href')?.split('#')[0] ?? '';
  use.setAttribute('href', `${sprite}#${work.icon}`);
  icon.append(use);
  link.append(icon);
  return link;
}

export async function showCauses(canvas: HTMLElement, data: AppealData): Promise<void> {
  const point = data.point!;
  const bounds = new LngLatBounds([point[0] - 0.001, point[1] - 0.001], [point[0] + 0.001, point[1] + 0.001]);
  for (const work of data.works ?? []) bounds.extend([work.point[0], work.point[1]]);
  const map = await openSmallMap(canvas, data.lang, bounds);
  for (const work of data.works ?? []) new Marker({ element: signOf(work, data.lang) }).setLngLat([work.point[0], work.point[1]]).addTo(map);
  const pin = document.createElement('div');
  pin.className = 'appeal-pin';
  pin.setAttribute('role', 'img');
  pin.setAttribute('aria-label', canvas.dataset['pin'] ?? '');
  new Marker({ element: pin, anchor: 'bottom' }).setLngLat([point[0], point[1]]).addTo(map);
}
