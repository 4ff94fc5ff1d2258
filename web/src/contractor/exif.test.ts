import { expect, test } from 'vitest';
import { exifSegment, withExif } from './exif';

/** A segment with one directory of two entries, the second of them the orientation 6 (on its side). */
function segment(little: boolean): number[] {
  const short = (value: number): number[] => (little ? [value & 255, value >> 8] : [value >> 8, value & 255]);
  const long = (value: number): number[] => (little ? [...short(value), 0, 0] : [0, 0, ...short(value)]);
  const entry = (tag: number, value: number): number[] => [...short(tag), ...short(3), ...long(1), ...short(value), 0, 0];
  const tiff = [...(little ? [0x49, 0x49] : [0x4d, 0x4d]), ...short(42), ...long(8), ...short(2), ...entry(0x0100, 7), ...entry(0x0112, 6), ...long(0)];
  const body = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const length = body.length + 2;
  return [0xff, 0xe1, length >> 8, length & 255, ...body];
}
const APP0 = [0xff, 0xe0, 0, 4, 1, 2];
const SCAN = [0xff, 0xda, 0, 2, 9, 9, 9];
const jpeg = (...parts: number[][]): Uint8Array<ArrayBuffer> => new Uint8Array([0xff, 0xd8, ...parts.flat()]);

test.each([true, false])('the segment is found behind others and stands upright afterwards (little-endian: %s)', (little) => {
  const found = exifSegment(jpeg(APP0, segment(little), SCAN));
  const upright = segment(little);
  upright[upright.lastIndexOf(6)] = 1;
  expect([...found!]).toEqual(upright);
});

test.each<[string, Uint8Array]>([
  ['no JPEG', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0])],
  ['nothing', new Uint8Array()],
  ['no Exif', jpeg(APP0, SCAN)],
  ['a segment behind the picture', jpeg(SCAN, segment(true))],
  ['a segment cut short', jpeg(segment(true)).subarray(0, 20)],
  ['a segment of no length', jpeg([0xff, 0xe1, 0, 0])],
])('%s has none', (_what, bytes) => {
  expect(exifSegment(bytes)).toBeNull();
});

test('a directory that points outside is carried over as it is', () => {
  const wild = segment(false);
  wild[14] = 0xff;
  expect([...exifSegment(jpeg(wild, SCAN))!]).toEqual(wild);
});

test('the segment stands right behind the beginning of the picture', async () => {
  const made = withExif(jpeg(APP0, SCAN), new Uint8Array([0xff, 0xe1, 0, 2]));
  expect([...new Uint8Array(await made.arrayBuffer())]).toEqual([0xff, 0xd8, 0xff, 0xe1, 0, 2, ...APP0, ...SCAN]);
});
