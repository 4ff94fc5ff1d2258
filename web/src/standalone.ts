/** The map in one file: the list beside it finds works, the map shows them. Runs without a network and without a server. */
import '../styles/standalone.css';
import type * as Leaflet from 'leaflet';

declare const L: typeof Leaflet;

interface Label { name: string; lon: number; lat: number; turn: number; zoom: number }
interface PlanData { map: string; works: string; labels: Label[]; found: Record<string, string> }

const data = JSON.parse(document.querySelector('#plan-data')!.textContent!) as PlanData;
const named = window as unknown as Record<string, unknown>;
const map = named[data.map] as Leaflet.Map;
const works = named[data.works] as Leaflet.GeoJSON;
const items = [...document.querySelectorAll<HTMLElement>('[data-number]')];
const byNumber = new Map(items.map((item) => [Number(item.dataset.number), item]));
const layers = new Map<number, Leaflet.Layer>();

/** Popups hold a copy of the list's own words: they are text already, nothing is read as markup again. */
function wordsOf(number: number): HTMLElement {
  const words = byNumber.get(number)!.querySelector('.work')!.cloneNode(true) as HTMLElement;
  words.querySelector('button')?.remove();
  return words;
}

works.eachLayer((layer) => {
  const { number, color } = (layer as Leaflet.GeoJSON & { feature: { properties: { number: number; color: string } } }).feature.properties;
  layers.set(number, layer);
  if (layer instanceof L.CircleMarker && !(layer instanceof L.Circle)) layer.setStyle({ color: '#ffffff', weight: 2, fillColor: color, fillOpacity: 1 });
  layer.bindPopup(() => wordsOf(number), { maxWidth: 300 });
  layer.bindTooltip(() => {
    const tip = document.createElement('span');
    tip.textContent = `${number}. ${byNumber.get(number)!.querySelector('h3')!.textContent!}`;
    return tip;
  });
});

function show(number: number): void {
  const layer = layers.get(number);
  if (!layer) return;
  if (layer instanceof L.CircleMarker) map.setView(layer.getLatLng(), Math.max(map.getZoom(), 16), { animate: false });
  else map.fitBounds((layer as Leaflet.Polyline).getBounds(), { maxZoom: 17, animate: false });
  layer.openPopup();
}

const find = document.querySelector<HTMLInputElement>('#find')!;
const boxes = [...document.querySelectorAll<HTMLInputElement>('[name=state]')];
const told = document.querySelector<HTMLElement>('#found')!;
const none = document.querySelector<HTMLElement>('#none')!;

function filter(): void {
  const words = find.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const states = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  let count = 0;
  for (const item of items) {
    const number = Number(item.dataset.number);
    const text = item.textContent!.toLocaleLowerCase();
    const fits = states.has(item.dataset.state!) && words.every((word) => (/^\d+$/.test(word) ? String(number) === word || text.includes(word) : text.includes(word)));
    item.hidden = !fits;
    if (fits) count += 1;
    const layer = layers.get(number);
    if (layer && fits !== works.hasLayer(layer)) fits ? works.addLayer(layer) : works.removeLayer(layer);
  }
  for (const part of document.querySelectorAll<HTMLElement>('.part')) part.hidden = !part.querySelector('[data-number]:not([hidden])');
  told.textContent = data.found[count]!;
  none.hidden = count > 0;
}

find.addEventListener('input', filter);
for (const box of boxes) box.addEventListener('change', filter);
document.querySelector('#list')!.addEventListener('click', (event) => {
  const button = (event.target as HTMLElement).closest('button');
  if (button) show(Number(button.closest<HTMLElement>('[data-number]')!.dataset.number));
});

L.control.scale({ imperial: false }).addTo(map);

const names = L.layerGroup().addTo(map);
function label(): void {
  names.clearLayers();
  const zoom = map.getZoom();
  const seen = map.getBounds();
  for (const one of data.labels) {
    if (zoom < one.zoom || !seen.contains([one.lat, one.lon])) continue;
    const text = document.createElement('span');
    text.textContent = one.name;
    text.style.transform = `translate(-50%, -50%) rotate(${one.turn}deg)`;
    L.marker([one.lat, one.lon], { interactive: false, keyboard: false, icon: L.divIcon({ className: 'street-name', html: text, iconSize: [0, 0] }) }).addTo(names);
  }
}
map.on('moveend', label);
label();
for (const box of boxes) box.checked = true;
filter();
document.documentElement.dataset.ready = '';
