/** Writes .br and .gz beside every built file that shrinks, so that the server never compresses. */
import { readFile, writeFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const COMPRESSIBLE = /\.(js|mjs|css|svg|json|map)$/;
/** Below this many bytes a compressed copy saves less than its own header costs. */
const SMALLEST_BYTES = 512;

async function* filesUnder(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

export function compress(): Plugin {
  return {
    name: 'compressed-copies',
    apply: 'build',
    writeBundle: {
      // After the files that others write.
      sequential: true,
      order: 'post',
      async handler({ dir }) {
        if (!dir) throw new Error('the build names no folder');
        for await (const path of filesUnder(dir)) {
          if (!COMPRESSIBLE.test(path)) continue;
          const plain = await readFile(path);
          if (plain.length < SMALLEST_BYTES) continue;
          const brotli = brotliCompressSync(plain, {
            params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
          });
          await writeFile(`${path}.br`, brotli);
          await writeFile(`${path}.gz`, gzipSync(plain, { level: 9 }));
        }
      },
    },
  };
}
