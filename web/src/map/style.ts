/** The server's base map style, made ours: our font files, and room for the layers of works that the page draws itself. */
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Language } from '../state';
import { BOLD, FONT_FACES, REGULAR } from './fonts';

const OWN_SOURCES = new Set(['works', 'works_overview', 'outages']);

function withOurFont(layer: LayerSpecification): LayerSpecification {
  if (layer.type !== 'symbol') return layer;
  const asked = layer.layout?.['text-font'];
  const bold = JSON.stringify(asked ?? '').match(/bold|medium/i) !== null;
  return { ...layer, layout: { ...layer.layout, 'text-font': [bold ? BOLD : REGULAR] } };
}

/** Leaves out the works as the style draws them for other viewers: the page filters and draws them itself. */
export function adaptStyle(style: StyleSpecification): StyleSpecification {
  const layers = style.layers.filter((layer) => !('source' in layer && OWN_SOURCES.has(layer.source))).map(withOurFont);
  return { ...style, 'font-faces': FONT_FACES, layers };
}

export async function fetchStyle(lang: Language): Promise<StyleSpecification> {
  const response = await fetch(`/style.json?lang=${lang}`);
  if (!response.ok) throw new Error(`the map style answered ${response.status}`);
  return adaptStyle((await response.json()) as StyleSpecification);
}
