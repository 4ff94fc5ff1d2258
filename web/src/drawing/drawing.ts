/**
 * Drawing one point, line or area on a map: by mouse, by touch, or by keys alone.
 *
 *     const drawing = mount(map, { kinds: ['Point', 'Polygon'], value: null, words, onChange: (shape) => … });
 *
 * A click sets a corner, a corner can be dragged. With the map in focus the arrow keys move it, Space or Enter sets a
 * corner under the cross in its middle, Backspace takes the last one back. `onChange` hears null while corners are
 * missing.
 */
import type { GeoJSONSource, LayerSpecification, Map, MapMouseEvent, MapTouchEvent, Subscription } from 'maplibre-gl';
import { add, empty, featuresOf, move, removeLast, shapeOf, sketchOf, type Kind, type Shape, type Sketch } from './sketch';

export type { Kind, Shape } from './sketch';

export interface DrawingWords {
  readonly Point: string;
  readonly LineString: string;
  readonly Polygon: string;
  readonly undo: string;
  readonly clear: string;
  /** Says what to do, keys included; read aloud with the tools. */
  readonly hint: string;
}

export interface DrawingOptions {
  readonly kinds: readonly Kind[];
  readonly value: Shape | null;
  readonly words: DrawingWords;
  readonly onChange: (shape: Shape | null) => void;
}

export interface Drawing {
  /** Show another shape, or none; `onChange` is not called. */
  set(shape: Shape | null): void;
  /** Take all away again: layers, tools, listeners. */
  remove(): void;
}

/** The words that `web/templates/drawing.html` writes on an element. */
export function wordsOn({ dataset }: HTMLElement): DrawingWords {
  const word = (name: string): string => dataset[`draw${name}`] ?? '';
  return { Point: word('Point'), LineString: word('Line'), Polygon: word('Area'), undo: word('Undo'), clear: word('Clear'), hint: word('Hint') };
}

const SOURCE = 'drawing';
const INK = '#b3261e';

const LAYERS: readonly LayerSpecification[] = [
  { id: 'drawing-area', type: 'fill', source: SOURCE, filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': INK, 'fill-opacity': 0.15 } },
  {
    id: 'drawing-edge', type: 'line', source: SOURCE, filter: ['!=', ['geometry-type'], 'Point'],
    layout: { 'line-cap': 'round', 'line-join': 'round' }, paint: { 'line-color': INK, 'line-width': 3 },
  },
  {
    id: 'drawing-corners', type: 'circle', source: SOURCE, filter: ['==', ['geometry-type'], 'Point'],
    paint: { 'circle-radius': 7, 'circle-color': '#ffffff', 'circle-stroke-color': INK, 'circle-stroke-width': 3 },
  },
];

/** The middle of the map, where keys draw. */
function cross(): HTMLElement {
  const made = document.createElement('div');
  made.className = 'drawing-cross';
  made.setAttribute('aria-hidden', 'true');
  return made;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'drawing-tool';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}

export function mount(map: Map, { kinds, value, words, onChange }: DrawingOptions): Drawing {
  let sketch: Sketch = sketchOf(value) ?? empty(kinds[0] ?? 'Point');
  let dragged: number | null = null;
  let heard: Subscription[] = [];
  const tools = document.createElement('div');
  const kindButtons = new globalThis.Map<Kind, HTMLButtonElement>();

  const show = (): void => {
    map.getSource<GeoJSONSource>(SOURCE)?.setData({ type: 'FeatureCollection', features: featuresOf(sketch) });
    for (const [kind, made] of kindButtons) made.setAttribute('aria-pressed', String(kind === sketch.kind));
  };
  const change = (next: Sketch): void => {
    sketch = next;
    show();
    onChange(shapeOf(sketch));
  };

  tools.className = 'drawing-tools';
  tools.setAttribute('role', 'toolbar');
  tools.setAttribute('aria-label', words.hint);
  if (kinds.length > 1) {
    for (const kind of kinds) {
      const made = button(words[kind], () => change(empty(kind)));
      kindButtons.set(kind, made);
      tools.append(made);
    }
  }
  tools.append(button(words.undo, () => change(removeLast(sketch))), button(words.clear, () => change(empty(sketch.kind))));
  const hint = document.createElement('p');
  hint.className = 'drawing-hint';
  hint.textContent = words.hint;
  const middle = cross();
  map.getContainer().append(tools, hint, middle);

  const onClick = (event: MapMouseEvent): void => {
    if (map.queryRenderedFeatures(event.point, { layers: ['drawing-corners'] }).length === 0) change(add(sketch, event.lngLat.toArray()));
  };
  const onDown = (event: MapMouseEvent | MapTouchEvent): void => {
    const [corner] = map.queryRenderedFeatures(event.point, { layers: ['drawing-corners'] });
    if (!corner) return;
    event.preventDefault();
    dragged = Number(corner.properties['index']);
  };
  const onMove = (event: MapMouseEvent | MapTouchEvent): void => {
    if (dragged === null) return;
    sketch = move(sketch, dragged, event.lngLat.toArray());
    show();
  };
  const onUp = (): void => {
    if (dragged === null) return;
    dragged = null;
    onChange(shapeOf(sketch));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === ' ' || event.key === 'Enter') change(add(sketch, map.getCenter().toArray()));
    else if (event.key === 'Backspace') change(removeLast(sketch));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const begin = (): void => {
    map.addSource(SOURCE, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
    for (const layer of LAYERS) map.addLayer(layer);
    heard = [
      map.on('click', onClick),
      map.on('mousedown', onDown), map.on('touchstart', onDown),
      map.on('mousemove', onMove), map.on('touchmove', onMove),
      map.on('mouseup', onUp), map.on('touchend', onUp),
    ];
    show();
  };
  if (map.isStyleLoaded()) begin();
  // Not `load`, which has gone by when a page draws on a map that it has changed just now.
  else map.once('idle', begin);
  map.getCanvas().addEventListener('keydown', onKey);
  map.getCanvas().style.cursor = 'crosshair';
  map.doubleClickZoom.disable();
  show();

  return {
    set(shape) {
      sketch = sketchOf(shape) ?? empty(sketch.kind);
      show();
    },
    remove() {
      map.off('idle', begin);
      for (const one of heard) one.unsubscribe();
      map.getCanvas().removeEventListener('keydown', onKey);
      map.getCanvas().style.cursor = '';
      map.doubleClickZoom.enable();
      for (const part of [tools, hint, middle]) part.remove();
      if (map.getSource(SOURCE)) {
        for (const { id } of LAYERS) map.removeLayer(id);
        map.removeSource(SOURCE);
      }
    },
  };
}
