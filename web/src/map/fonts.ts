/** The page's own font files for the labels of the map, each with the characters that it draws. */
import cyrillic400 from '@fontsource/noto-sans/files/noto-sans-cyrillic-400-normal.woff2?url';
import cyrillic600 from '@fontsource/noto-sans/files/noto-sans-cyrillic-600-normal.woff2?url';
import cyrillicExt400 from '@fontsource/noto-sans/files/noto-sans-cyrillic-ext-400-normal.woff2?url';
import cyrillicExt600 from '@fontsource/noto-sans/files/noto-sans-cyrillic-ext-600-normal.woff2?url';
import latin400 from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url';
import latin600 from '@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url';
import type { FontFacesSpecification } from 'maplibre-gl';

const CYRILLIC = ['U+0400-045F', 'U+0490-0491', 'U+04B0-04B1', 'U+2116'];
const CYRILLIC_EXT = ['U+0460-048F', 'U+0492-04AF', 'U+04B2-052F'];
/** A file without a range would claim every character, so each has its own. */
const LATIN = ['U+0000-00FF', 'U+2000-206F'];

export const REGULAR = 'Noto Sans Regular';
export const BOLD = 'Noto Sans SemiBold';

export const FONT_FACES: FontFacesSpecification = {
  [REGULAR]: [
    { url: cyrillic400, 'unicode-range': CYRILLIC },
    { url: cyrillicExt400, 'unicode-range': CYRILLIC_EXT },
    { url: latin400, 'unicode-range': LATIN },
  ],
  [BOLD]: [
    { url: cyrillic600, 'unicode-range': CYRILLIC },
    { url: cyrillicExt600, 'unicode-range': CYRILLIC_EXT },
    { url: latin600, 'unicode-range': LATIN },
  ],
};
