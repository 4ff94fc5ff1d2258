/** Draws a pin or a donut the first time the map asks for it, at the sharpness of the screen. */
import type { Map } from 'maplibre-gl';
import type { Catalog } from '../catalog';
import { donutEdge, drawDonut, parseDonutName } from './donuts';
import { drawPin, parsePinName, PIN_PX } from './pins';

const MOST_SHARP = 3;

function drawn(edge: number, ratio: number, draw: (context: CanvasRenderingContext2D) => void): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.round(edge * ratio);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas to draw on');
  context.scale(ratio, ratio);
  draw(context);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

export function drawImagesOnDemand(map: Map, catalog: Pick<Catalog, 'types' | 'groups'>): void {
  const ratio = Math.min(MOST_SHARP, Math.max(1, window.devicePixelRatio));
  const add = (name: string, edge: number, draw: (context: CanvasRenderingContext2D) => void): void => {
    if (!map.hasImage(name)) map.addImage(name, drawn(edge, ratio, draw), { pixelRatio: ratio });
  };
  map.setMissingStyleImageResolver((id) => {
    const pin = parsePinName(id);
    const type = pin && catalog.types.find(({ number }) => number === pin.type);
    if (pin && type) add(id, PIN_PX, (context) => drawPin(context, type, pin.status));
    const donut = parseDonutName(id);
    if (donut) add(id, donutEdge(donut), (context) => drawDonut(context, donut, catalog.groups));
  });
}
