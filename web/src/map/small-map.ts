/** A small map beside a form: the base map with the works, and nothing to click. Loaded after the words of its page. */
import { AttributionControl, Map, NavigationControl, setWorkerUrl, type LngLatBoundsLike, type StyleSpecification } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Language } from '../state';
import { fetchStyle } from './style';

setWorkerUrl(workerUrl);
// Room for the signs themselves, for the buttons at the right and for the sources at the bottom, two lines on a phone.
const PADDING_PX = { top: 44, right: 72, bottom: 72, left: 40 };

/** `bounds` are west, south, east, north in degrees; the map opens on them. Throws where there is no WebGL. */
export async function openSmallMap(container: HTMLElement, lang: Language, bounds: LngLatBoundsLike): Promise<Map> {
  const style: StyleSpecification = await fetchStyle(lang);
  const map = new Map({ container, style, bounds, fitBoundsOptions: { padding: PADDING_PX, maxZoom: 16 }, dragRotate: false, pitchWithRotate: false, maxPitch: 0, attributionControl: false });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
  map.addControl(new AttributionControl({ compact: true }), 'bottom-right');
  map.on('idle', () => (container.dataset['ready'] = 'true'));
  map.on('movestart', () => delete container.dataset['ready']);
  await new Promise<void>((resolve) => void map.once('load', () => resolve()));
  return map;
}
