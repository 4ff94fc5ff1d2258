/**
 * Builds the service worker of the contractor's pages: one classic script without imports, because not every browser
 * takes a worker of modules. It is served under a path of its own (gis_app/pages/contractor.py).
 */
import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';

const SOURCE = resolve(import.meta.dirname, '../src/contractor/offline-worker.ts');

export function offlineWorker(): Plugin {
  return {
    name: 'offline-worker',
    apply: 'build',
    async generateBundle() {
      const built = await build({
        configFile: false,
        logLevel: 'warn',
        build: { write: false, target: 'es2022', lib: { entry: SOURCE, formats: ['iife'], name: 'offlineWorker' } },
      });
      const [output] = Array.isArray(built) ? built : [built];
      if (!output || !('output' in output)) throw new Error('the offline worker was not built');
      const [chunk] = output.output;
      if (output.output.length !== 1 || chunk.type !== 'chunk') throw new Error('the offline worker is more than one file');
      this.emitFile({ type: 'asset', name: 'offline-worker.js', originalFileName: 'offline-worker.js', source: chunk.code });
    },
  };
}
