/**
 * One style sheet for each page: the sheets of an entry and of all that it imports, in the order in which they win. On a
 * slow line each further sheet costs a round trip before the first paint. The manifest names it (`sheet`).
 */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Plugin } from 'vite';

export interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  sheet?: string;
}
export type Manifest = Record<string, Chunk>;

/** The sheets of a chunk, what is shared first: the page's own must come last to win (gis_app/pages/assets.py). */
export function sheetsOf(manifest: Manifest, name: string, seen = new Set<string>()): string[] {
  const chunk = manifest[name];
  // The build lists a page's own sheets before those that it shares.
  let sheets = [...(chunk?.css ?? [])].reverse();
  for (const imported of chunk?.imports ?? []) {
    if (seen.has(imported)) continue;
    seen.add(imported);
    sheets = [...sheetsOf(manifest, imported, seen), ...sheets];
  }
  return [...new Set(sheets)];
}

/** A part that comes later links its own sheets, and would link once more what it finds missing: then all stay apart. */
export function loadsLater(manifest: Manifest, name: string, seen = new Set<string>()): boolean {
  if (seen.has(name)) return false;
  seen.add(name);
  const chunk = manifest[name];
  return (chunk?.dynamicImports ?? []).length > 0 || (chunk?.imports ?? []).some((one) => loadsLater(manifest, one, seen));
}

export function oneSheet(): Plugin {
  return {
    name: 'one-sheet',
    apply: 'build',
    writeBundle: {
      sequential: true,
      order: 'pre',
      async handler({ dir }) {
        if (!dir) throw new Error('the build names no folder');
        const path = join(dir, 'manifest.json');
        const manifest = JSON.parse(await readFile(path, 'utf8')) as Manifest;
        for (const [name, chunk] of Object.entries(manifest)) {
          const sheets = chunk.isEntry && !loadsLater(manifest, name) ? sheetsOf(manifest, name) : [];
          if (sheets.length < 2) continue;
          const parts = await Promise.all(sheets.map((sheet) => readFile(join(dir, sheet), 'utf8')));
          const source = parts.join('\n');
          const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
          chunk.sheet = `assets/${parse(name).name}-sheet-${hash}.css`;
          await writeFile(join(dir, chunk.sheet), source);
        }
        await writeFile(path, JSON.stringify(manifest, null, 2));
      },
    },
  };
}
