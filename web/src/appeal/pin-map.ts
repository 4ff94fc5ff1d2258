/** The map on which a person shows the place: a tap or Enter puts the pin, and the pin can be moved. */
import { Marker, type LngLat, type LngLatBoundsLike } from 'maplibre-gl';
import { openSmallMap } from '../map/small-map';
import type { AppealData } from './data';

export interface PinMap {
  readonly put: (point: readonly [number, number]) => void;
}

/** Without a `point` the map opens at `near`, or on the city. `onPut` is told of a pin that the person has put or moved. Throws where there is no WebGL. */
export async function openPinMap(container: HTMLElement, data: AppealData, point: readonly [number, number] | null, near: readonly [number, number] | null, onPut: (lon: number, lat: number) => void): Promise<PinMap> {
  container.textContent = '';
  const at = point ?? near;
  const around: LngLatBoundsLike = at ? [at[0] - 0.002, at[1] - 0.0015, at[0] + 0.002, at[1] + 0.0015] : [...data.bounds];
  const map = await openSmallMap(container, data.lang, around);
  const element = document.createElement('div');
  element.className = 'appeal-pin';
  const pin = new Marker({ element, anchor: 'bottom', draggable: true });
  element.setAttribute('role', 'img');
  element.setAttribute('aria-label', container.dataset['pin'] ?? '');
  const put = (at: LngLat | { lng: number; lat: number }): void => {
    pin.setLngLat([at.lng, at.lat]).addTo(map);
    onPut(at.lng, at.lat);
  };
  map.on('click', ({ lngLat }) => put(lngLat));
  pin.on('dragend', () => put(pin.getLngLat()));
  map.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    put(map.getCenter());
  });
  if (point) pin.setLngLat([point[0], point[1]]).addTo(map);
  return {
    put: ([lng, lat]) => {
      pin.setLngLat([lng, lat]).addTo(map);
      map.jumpTo({ center: [lng, lat], zoom: 17 });
    },
  };
}
