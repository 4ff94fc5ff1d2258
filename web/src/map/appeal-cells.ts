/** The published counts of appeals (layers/appeals): drawn by the server's style, shown when somebody asks for them. */
import type { Map } from 'maplibre-gl';
import type { App } from '../app';

const CELLS = ['appeals-cells', 'appeals-cell-edges'] as const;

export function followAppealCells(map: Map, { store }: App): void {
  const draw = (): void => {
    for (const id of CELLS) map.setLayoutProperty(id, 'visibility', store.get().appeals ? 'visible' : 'none');
  };
  draw();
  store.watch((now, before) => {
    if (now.appeals !== before.appeals) draw();
  });
}
