/**
 * Builds the service workers: each is one classic script without imports, because not every browser takes a worker of
 * modules. They are served under paths of their own (gis_app/pages/contractor/router.py, gis_app/pages/app_files.py).
 */
import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';

const WORKERS = { 'offline-worker.js': '../src/contractor/offline-worker.ts', 'site-worker.js': '../src/offline/site-worker.ts' };

async function built(source: string): Promise<string> {
  const made = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { write: false, target: 'es2022', lib: { entry: resolve(import.meta.dirname, source), formats: ['iife'], name: 'offlineWorker' } },
  });
  const [output] = Array.isArray(made) ? made : [made];
  if (!output || !('output' in output)) throw new Error(`${source} was not built`);
  const [chunk] = output.output;
  if (output.output.length !== 1 || chunk.type !== 'chunk') throw new Error(`${source} is more than one file`);
  return chunk.code;
}

export function offlineWorkers(): Plugin {
  return {
    name: 'offline-workers',
    apply: 'build',
    async generateBundle() {
      for (const [name, source] of Object.entries(WORKERS)) {
        this.emitFile({ type: 'asset', name, originalFileName: name, source: await built(source) });
      }
    },
  };
}
