/** Counts the loaded cells of the overview under the filter and puts their donuts on the map. */
import type { GeoJSONSource, Map } from 'maplibre-gl';
import type { App } from '../app';
import { typeNumbers } from '../filter-expression';
import { countCell, parseDetail, type Entry } from '../overview';
import { filterOf } from '../state';
import { CELL_ZOOM_STEP, isInTile, type Cell } from './cells';
import { donutName, sizeOf } from './donuts';
import { WORKS_ZOOM } from '../zooms';

/** Cells of one zoom only: while tiles are replaced the map holds two. */
function visibleCells(map: Map): Cell[] {
  const wanted = `${Math.min(13, Math.max(8, Math.floor(map.getZoom()))) + CELL_ZOOM_STEP}/`;
  const cells = new globalThis.Map<string, Cell>();
  for (const { properties, geometry } of map.querySourceFeatures('works_overview', { sourceLayer: 'works_overview' })) {
    const id = String(properties['cell']);
    if (geometry.type === 'Point' && id.startsWith(wanted)) {
      cells.set(id, { id, point: geometry.coordinates, detail: String(properties['detail']) });
    }
  }
  return [...cells.values()];
}

export function followOverview(map: Map, app: App, crowded: ReadonlySet<string>): void {
  const { store, data, formats, typeOf } = app;
  const order = data.catalog.groups.map(({ code }) => code);
  const parsed = new globalThis.Map<string, Entry[]>();
  let shown = '';
  const entriesOf = (cell: Cell): Entry[] => {
    const key = cell.detail;
    let entries = parsed.get(key);
    if (!entries) parsed.set(key, (entries = parseDetail(key)));
    return entries;
  };
  const feature = (cell: Cell): GeoJSON.Feature | null => {
    const filter = filterOf(store.get());
    const byType = countCell(entriesOf(cell), filter, typeNumbers(filter, data.catalog), data.catalog.today);
    const byGroup = new globalThis.Map<string, number>();
    for (const [number, n] of byType) {
      const group = typeOf(number)?.group ?? '';
      byGroup.set(group, (byGroup.get(group) ?? 0) + n);
    }
    const total = [...byGroup.values()].reduce((sum, n) => sum + n, 0);
    if (total === 0) return null;
    const properties = { image: donutName(byGroup, order), label: formats.number(total), total, px: sizeOf(total) };
    return { type: 'Feature', geometry: { type: 'Point', coordinates: cell.point }, properties };
  };
  const redraw = (): void => {
    const far = map.getZoom() < WORKS_ZOOM;
    const cells = visibleCells(map).filter((cell) => far || isInTile(cell.id, crowded));
    const features = cells.map(feature).filter((made) => made !== null);
    const now = JSON.stringify(features);
    if (now === shown) return;
    shown = now;
    map.getSource<GeoJSONSource>('donuts')?.setData({ type: 'FeatureCollection', features });
  };
  let asked = false;
  const soon = (): void => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      redraw();
    });
  };
  map.on('sourcedata', ({ sourceId }) => {
    if (sourceId === 'works_overview') soon();
  });
  map.on('move', soon);
  store.watch(soon);
  soon();
}
