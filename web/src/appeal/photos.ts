/** Photos that were chosen: shown small, and made small before they are sent, so that a slow network carries them. */
import { smallerPicture } from '../contractor/photo';

function pictureOf(file: File): HTMLLIElement {
  const image = document.createElement('img');
  image.src = URL.createObjectURL(file);
  image.alt = file.name;
  image.width = 96;
  image.height = 72;
  image.onload = image.onerror = () => URL.revokeObjectURL(image.src);
  const item = document.createElement('li');
  item.append(image);
  return item;
}

async function madeSmall(files: readonly File[]): Promise<File[]> {
  const made: File[] = [];
  // One after the other: a phone has no room for several large pictures at once.
  for (const file of files) {
    const blob = await smallerPicture(file);
    made.push(blob === file ? file : new File([blob], file.name, { type: blob.type }));
  }
  return made;
}

export function watchPhotos(): void {
  const input = document.querySelector<HTMLInputElement>('form[data-appeal] input[name=photo]');
  const list = document.querySelector<HTMLElement>('[data-chosen]');
  if (!input || !list) return;
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    list.hidden = files.length === 0;
    list.replaceChildren(...files.map(pictureOf));
    void madeSmall(files).then((small) => {
      const held = new DataTransfer();
      for (const file of small) held.items.add(file);
      input.files = held.files;
    });
  });
}
