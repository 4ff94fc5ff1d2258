/**
 * Takes from lucide (and from web/icons, what lucide lacks) only the icons that are used: those of layers/work_types.yaml and those of the page itself.
 *
 * Gives `virtual:icon-paths` (icon name → path string, for drawing pins on a canvas) and one hashed file icons.svg
 * (a <symbol> per icon, for <use> in server-rendered and browser-rendered HTML alike).
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { nodesOf, pathOf } from './icon-paths.ts';

const MODULE = 'virtual:icon-paths';
const RESOLVED = `\0${MODULE}`;
const VOCABULARIES = ['../../layers/work_types.yaml', '../../layers/outages/kinds.yaml'].map((path) => resolve(import.meta.dirname, path));
/** What lucide has no sign for. */
const OWN = resolve(import.meta.dirname, '../icons');
const LUCIDE = resolve(import.meta.dirname, '../node_modules/lucide-static/icons');

/** Icons of the page itself. */
export const PAGE_ICONS = [
  'search', 'bell', 'x', 'list', 'map', 'sliders-horizontal', 'calendar', 'map-pin', 'building-2', 'hard-hat', 'link', 'check',
  'chevron-right', 'chevron-down', 'arrow-left', 'info', 'triangle-alert', 'layers', 'history', 'file-spreadsheet',
  'graduation-cap', 'circle-dashed', 'ruler', 'wallet', 'shovel', 'construction', 'maximize', 'clock', 'external-link',
  'house', 'trees', 'route', 'milestone', 'landmark', 'share-2', 'circle-help', 'circle-user', 'log-in', 'log-out', 'users',
  'scroll-text', 'mail', 'key-round', 'monitor-smartphone',
  'play', 'pause', 'chevron-left', 'upload', 'pencil', 'shield', 'columns-3', 'undo-2', 'inbox', 'file-down',
  'camera', 'locate-fixed', 'cloud-off', 'send', 'trash-2',
  'chart-bar', 'download', 'arrow-up', 'arrow-down', 'circle-alert', 'hourglass', 'clipboard-check', 'flag', 'calendar-off', 'map-pin-off', 'user-x',
  'printer', 'rss',
  'thumbs-up', 'thumbs-down',
] as const;

/** An icon of our own, drawn like lucide's, wins. */
function iconFile(name: string): string {
  const own = resolve(OWN, `${name}.svg`);
  return existsSync(own) ? own : resolve(LUCIDE, `${name}.svg`);
}

export const hasIcon = (name: string): boolean => existsSync(iconFile(name));

/** The value of every `icon:` line of the vocabulary; it is read as text so that no YAML parser is needed for it. */
export function iconsOfVocabulary(yaml: string): string[] {
  return [...yaml.matchAll(/^\s*(?:-\s*)?(?:\{.*,\s*)?icon:\s*["']?([a-z0-9-]+)["']?\s*\}?\s*(?:#.*)?$/gm)].map((match) => match[1]!);
}

function usedIcons(): Map<string, string> {
  const names = new Set<string>([...PAGE_ICONS, ...VOCABULARIES.flatMap((path) => iconsOfVocabulary(readFileSync(path, 'utf8')))]);
  return new Map(
    [...names].sort().map((name) => {
      if (!hasIcon(name)) throw new Error(`lucide has no icon "${name}"`);
      return [name, nodesOf(readFileSync(iconFile(name), 'utf8')).map(pathOf).join('')];
    }),
  );
}

function sprite(icons: Map<string, string>): string {
  const symbols = [...icons].map(([name, path]) => `<symbol id="${name}" viewBox="0 0 24 24"><path d="${path}"/></symbol>`);
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="2" ' +
    `stroke-linecap="round" stroke-linejoin="round">${symbols.join('')}</svg>`
  );
}

export function workIcons(): Plugin {
  return {
    name: 'work-icons',
    resolveId: (id) => (id === MODULE ? RESOLVED : null),
    load: (id) => (id === RESOLVED ? `export default ${JSON.stringify(Object.fromEntries(usedIcons()))}` : null),
    buildStart() {
      for (const path of VOCABULARIES) this.addWatchFile(path);
    },
    generateBundle() {
      this.emitFile({ type: 'asset', name: 'icons.svg', originalFileName: 'icons.svg', source: sprite(usedIcons()) });
    },
  };
}
