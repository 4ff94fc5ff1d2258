import { expect, test } from 'vitest';
import { nodesOf, pathOf, startAbsolute } from './icon-paths.ts';
import { hasIcon, iconsOfVocabulary, PAGE_ICONS } from './icons.ts';

test('a relative start becomes an absolute one and its further pairs stay relative', () => {
  expect(startAbsolute('m9 18 6-6-6-6')).toBe('M9 18l6-6-6-6');
  expect(startAbsolute('m3 3v4')).toBe('M3 3v4');
  expect(startAbsolute('M3 3v4')).toBe('M3 3v4');
  expect(startAbsolute('m21 8-2 2')).toBe('M21 8l-2 2');
});

test('a circle is drawn as two half arcs from its left end', () => {
  expect(pathOf(['circle', { cx: 12, cy: 12, r: 3 }])).toBe('M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z');
});

test('a square rectangle has no arcs and a rounded one has four', () => {
  expect(pathOf(['rect', { x: 1, y: 2, width: 3, height: 4 }])).toBe('M1 2h3v4h-3Z');
  expect(pathOf(['rect', { x: 1, y: 2, width: 8, height: 8, rx: 2 }]).match(/a/g)).toHaveLength(4);
});

test('a shape that nobody drew before is an error, not a hole', () => {
  expect(() => pathOf(['image', {}])).toThrow('unknown shape');
});

test('icon names are found in the vocabulary, quoted or not', () => {
  expect(iconsOfVocabulary('- code: a\n  icon: trees\n- icon: "lamp-desk" # why\n  title: icon: no\n')).toEqual(['trees', 'lamp-desk']);
});

test('every icon of the page exists in lucide', () => {
  expect(PAGE_ICONS.filter((name) => !hasIcon(name))).toEqual([]);
});

test('the shapes of an icon file are read in order, without the frame', () => {
  const svg = '<!-- @license -->\n<svg\n class="lucide"\n width="24"\n>\n <path d="M1 1h2" />\n <circle cx="3" cy="4" r="1" />\n</svg>';
  expect(nodesOf(svg)).toEqual([
    ['path', { d: 'M1 1h2' }],
    ['circle', { cx: '3', cy: '4', r: '1' }],
  ]);
});
