/** The map on which an area to follow is drawn; the field with its corners says the same. Loaded when it is opened. */
import '../../styles/drawing.css';
import type { Polygon, Position } from 'geojson';
import { mount, wordsOn, type Shape } from '../drawing/drawing';
import { openSmallMap } from '../map/small-map';
import { boundsOf } from '../plans/bounds';
import type { Language } from '../state';
import { shapeOf, type Limits } from './area';

/** So far about the place at which the map opens, degrees: some blocks. */
const ABOUT_DEG = 0.008;

export interface AreaMap {
  /** Show other corners; nobody is told. */
  show(corners: readonly Position[]): void;
}

/** Throws where there is no WebGL. */
export async function openAreaMap(container: HTMLElement, { bounds }: Limits, corners: readonly Position[], onDraw: (corners: readonly Position[]) => void): Promise<AreaMap> {
  const { lang, near } = container.dataset;
  const value = shapeOf(corners);
  const [lon, lat] = (near ?? '').split(',').map(Number);
  const about = near && lon !== undefined && lat !== undefined ? ([lon - ABOUT_DEG, lat - ABOUT_DEG, lon + ABOUT_DEG, lat + ABOUT_DEG] as const) : bounds;
  container.textContent = '';
  const map = await openSmallMap(container, lang as Language, [...(boundsOf(value) ?? about)] as [number, number, number, number]);
  const cornersOf = (shape: Shape | null): Position[] => (shape?.type === 'Polygon' ? (shape as Polygon).coordinates[0]!.slice(0, -1) : []);
  const drawing = mount(map, { kinds: ['Polygon'], value, words: wordsOn(container), onChange: (shape) => onDraw(cornersOf(shape)) });
  return { show: (drawn) => drawing.set(shapeOf(drawn)) };
}
