/** The place that the address names by its id, fetched when the Back button leads to it. */
import { getJson, placeOf } from './api';
import type { App } from './app';
import type { Place } from './catalog';
import type { Language } from './state';

interface Answer {
  readonly place: { readonly id: string; readonly kind: string; readonly label: string; readonly geometry: GeoJSON.Geometry } | null;
}

/** A place by its id; null when nobody has it. The kind that the map knows stands in the id. */
export async function fetchPlace(id: string, lang: Language): Promise<Place | null> {
  const { place } = await getJson<Answer>(`/api/answer?${new URLSearchParams({ place: id, lang })}`);
  const found = place && placeOf({ match_type: place.kind, label: place.label, geometry: place.geometry });
  return found && { ...found, id, kind: id.includes(':') ? id.slice(0, id.indexOf(':')) : 'house' };
}

export function followPlace({ store }: Pick<App, 'store'>): void {
  store.watch(({ placeId, place, lang, q }, before) => {
    if (placeId === '' && q === '' && place !== null) store.set({ place: null });
    if (placeId === '' || placeId === before.placeId || placeId === place?.id) return;
    fetchPlace(placeId, lang).then(
      (found) => {
        if (found && store.get().placeId === placeId) store.set({ place: found, q: found.label });
      },
      () => undefined,
    );
  });
}
