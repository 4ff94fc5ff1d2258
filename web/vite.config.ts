/// <reference types="vitest/config" />
import { defineConfig } from 'vite';
import { workIcons } from './build/icons.ts';
import { leafletFiles } from './build/leaflet.ts';
import { compress } from './build/compress.ts';
import { oneSheet } from './build/one-sheet.ts';
import { offlineWorkers } from './build/offline-worker.ts';

export default defineConfig({
  base: '/static/',
  plugins: [workIcons(), leafletFiles(), offlineWorkers(), oneSheet(), compress()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    manifest: 'manifest.json',
    // A data: URL for a small file would spoil caching and the font list.
    assetsInlineLimit: 0,
    // The map is one large library that is loaded lazily: the warning would only repeat that.
    chunkSizeWarningLimit: 1400,
    target: 'es2022',
    rollupOptions: {
      input: {
        'map-page': 'src/map-page.tsx',
        'text-page': 'src/text-page.ts',
        'plan-page': 'src/plan-page.ts',
        'review-page': 'src/review-page.ts',
        standalone: 'src/standalone.ts',
        'timeline-page': 'src/timeline-page.ts',
        'history-page': 'src/history-page.ts',
        'contractor-page': 'src/contractor-page.ts',
        'extension-page': 'src/extension-page.ts',
        'planner-page': 'src/planner-page.ts',
        'reception-page': 'src/reception-page.ts',
        'city-page': 'src/city-page.ts',
        'appeal-page': 'src/appeal-page.ts',
        'follow-page': 'src/follow-page.ts',
      },
    },
  },
  test: { include: ['src/**/*.test.ts', 'build/**/*.test.ts'], environment: 'node' },
});
