import { expect, test } from 'vitest';
import { loadsLater, sheetsOf, type Manifest } from './one-sheet';

const MANIFEST: Manifest = {
  'src/page.ts': { file: 'page.js', isEntry: true, css: ['own.css', 'shared.css'], imports: ['_a.js', '_b.js'] },
  '_a.js': { file: 'a.js', css: ['a.css'], imports: ['_b.js'] },
  '_b.js': { file: 'b.js', css: ['b.css', 'shared.css'] },
};

test('the own sheet comes last and each comes once', () => {
  expect(sheetsOf(MANIFEST, 'src/page.ts')).toEqual(['shared.css', 'b.css', 'a.css', 'own.css']);
});

test('what has no sheets has none', () => {
  expect(sheetsOf({ 'src/x.ts': { file: 'x.js' } }, 'src/x.ts')).toEqual([]);
});

test('a page with a part that comes later keeps its sheets apart', () => {
  expect(loadsLater(MANIFEST, 'src/page.ts')).toBe(false);
  expect(loadsLater({ ...MANIFEST, '_b.js': { file: 'b.js', dynamicImports: ['src/map.ts'] } }, 'src/page.ts')).toBe(true);
});
