/**
 * Puts Leaflet beside the built files as it is, for the map in one file that the server writes (gis_app/map/standalone.py).
 * Its pictures (layer switcher, pins) are not used there: the style names none, so that the file asks for nothing.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const FOLDER = resolve(import.meta.dirname, '../node_modules/leaflet/dist');

export const withoutPictures = (css: string): string => css.replace(/url\([^)]*\)/g, 'none');

/** Without the comment that names a source map: a browser with open tools would ask for it. */
export const withoutSourceMap = (script: string): string => script.replace(/\n\/\/# sourceMappingURL=.*$/m, '');

export function leafletFiles(): Plugin {
  return {
    name: 'leaflet-files',
    generateBundle() {
      const files = { 'leaflet.js': withoutSourceMap(readFileSync(resolve(FOLDER, 'leaflet.js'), 'utf8')), 'leaflet.css': withoutPictures(readFileSync(resolve(FOLDER, 'leaflet.css'), 'utf8')) };
      for (const [name, source] of Object.entries(files)) this.emitFile({ type: 'asset', name, originalFileName: name, source });
    },
  };
}
