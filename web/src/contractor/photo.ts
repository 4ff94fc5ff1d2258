/** A photo as it is kept and sent: small enough for a poor network, with the place and time that it was taken at. */
import { exifSegment, withExif } from './exif';

/** The longer side in pixels: what the server keeps of a photo. */
const LARGEST_PX = 1600;
const QUALITY = 0.82;
/** What is as small as this is sent as it is. */
const SMALL_BYTES = 400_000;

export function sizeWithin(width: number, height: number, largest: number): readonly [number, number] {
  const share = Math.min(1, largest / Math.max(width, height));
  return [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))];
}

async function drawn(bitmap: ImageBitmap): Promise<Blob> {
  const [width, height] = sizeWithin(bitmap.width, bitmap.height, LARGEST_PX);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, width, height);
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  if (!made) throw new Error('the browser made no picture');
  return made;
}

/** The picture alone made smaller, without a word of where and when it was taken; as it is what the browser cannot draw. */
export async function smallerPicture(file: Blob): Promise<Blob> {
  if (file.size <= SMALL_BYTES) return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const made = await drawn(bitmap);
    bitmap.close();
    return made.size < file.size ? made : file;
  } catch {
    return file;
  }
}

/** The photo made smaller. What the browser cannot draw is kept as it is: the server says what is wrong with it. */
export async function smaller(file: Blob): Promise<Blob> {
  if (file.size <= SMALL_BYTES) return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const made = await drawn(bitmap);
    bitmap.close();
    if (made.size >= file.size) return file;
    const segment = exifSegment(new Uint8Array(await file.arrayBuffer()));
    return segment ? withExif(new Uint8Array(await made.arrayBuffer()), segment) : made;
  } catch {
    return file;
  }
}
