/** Overlays of planning on the map. This chunk is fetched for people who may use it, or for a link that names an overlay. */
import { render } from 'preact';
import type { IControl, Map } from 'maplibre-gl';
import '../../styles/rasters.css';
import type { App } from '../app';
import { parseLayers } from './chosen-layers';
import { drawLayers } from './map-layers';
import { fetchOffered, type Offered } from './offered';
import { Control } from './sheet';
import { loadRasterTexts } from './texts';

class OverlaysControl implements IControl {
  private readonly place = document.createElement('div');

  constructor(private readonly fill: (place: HTMLElement) => void) {
    this.place.className = 'maplibregl-ctrl overlays-control';
  }

  onAdd(): HTMLElement {
    this.fill(this.place);
    return this.place;
  }

  onRemove(): void {
    render(null, this.place);
    this.place.remove();
  }
}

export async function addOverlays(map: Map, app: App): Promise<void> {
  const [words, offered] = await Promise.all([loadRasterTexts(app.data.lang), fetchOffered().catch((): Offered | null => null)]);
  const { store, data } = app;
  const show = ({ bounds }: Offered['overlays'][number]): void => void map.fitBounds([...bounds] as [number, number, number, number], { padding: 40 });
  map.addControl(new OverlaysControl((place) => render(<Control app={app} words={words} offered={offered} mayAdd={data.planning} show={show} />, place)), 'top-right');
  if (offered === null) return;
  const draw = (): void => drawLayers(map, parseLayers(store.get().overlays), offered, data.catalog.bounds);
  draw();
  store.watch((now, before) => {
    if (now.overlays !== before.overlays) draw();
  });
}
