/** Place and time of a photo lie in its Exif segment: it is carried over to the picture that was made smaller. */

const SOI = 0xffd8;
const APP1 = 0xffe1;
const SCAN = 0xffda;
const EXIF = [0x45, 0x78, 0x69, 0x66, 0, 0];
const ORIENTATION = 0x0112;
const HEAD_BYTES = 10;

/** The Exif segment of a JPEG, marker included, said to stand upright; null when it has none or is no JPEG. */
export function exifSegment(jpeg: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  if (jpeg.length < 4 || view.getUint16(0) !== SOI) return null;
  let at = 2;
  while (at + 4 <= jpeg.length) {
    const marker = view.getUint16(at);
    const length = view.getUint16(at + 2);
    if (marker < 0xff01 || marker === SCAN || length < 2 || at + 2 + length > jpeg.length) return null;
    if (marker === APP1 && EXIF.every((byte, index) => jpeg[at + 4 + index] === byte)) {
      const segment = new Uint8Array(jpeg.slice(at, at + 2 + length));
      standUpright(segment);
      return segment;
    }
    at += 2 + length;
  }
  return null;
}

/** The browser has turned the picture already when it drew it: the note that it lies on its side must go. */
function standUpright(segment: Uint8Array): void {
  const view = new DataView(segment.buffer, segment.byteOffset + HEAD_BYTES, segment.byteLength - HEAD_BYTES);
  if (view.byteLength < 8) return;
  const little = view.getUint16(0) === 0x4949;
  const start = view.getUint32(4, little);
  if (start + 2 > view.byteLength) return;
  const count = view.getUint16(start, little);
  for (let index = 0; index < count; index += 1) {
    const entry = start + 2 + index * 12;
    if (entry + 12 > view.byteLength) return;
    if (view.getUint16(entry, little) === ORIENTATION) view.setUint16(entry + 8, 1, little);
  }
}

/** The same picture with an Exif segment right behind its beginning. */
export function withExif(jpeg: Uint8Array<ArrayBuffer>, segment: Uint8Array<ArrayBuffer>): Blob {
  return new Blob([jpeg.subarray(0, 2), segment, jpeg.subarray(2)], { type: 'image/jpeg' });
}
