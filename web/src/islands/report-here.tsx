/** The way from the map to the form of an appeal: about the place asked for, else about what the map is close to. */
import type { JSX } from 'preact';
import type { App } from '../app';
import { useStore } from '../store';
import { Icon } from './icon';

/** From further away the middle of the map is nobody's "here". */
const CLOSE_ZOOM = 15;

export function ReportHere({ app }: { app: App }): JSX.Element {
  const { store, text, data } = app;
  const place = useStore(store, (s) => s.place);
  const lon = useStore(store, (s) => s.lon);
  const lat = useStore(store, (s) => s.lat);
  const zoom = useStore(store, (s) => s.z);
  const query = new URLSearchParams({ lang: data.lang });
  const point = place?.point ?? (lon !== null && lat !== null && (zoom ?? 0) >= CLOSE_ZOOM ? [lon, lat] : null);
  if (point) {
    query.set('lon', point[0]!.toFixed(6));
    query.set('lat', point[1]!.toFixed(6));
  }
  if (place) query.set('place', place.label);
  return (
    <a class="wide-button report-here" href={`/appeals/new?${query.toString()}`}>
      <Icon name="pencil" size={18} />
      {text('report-here')}
    </a>
  );
}
