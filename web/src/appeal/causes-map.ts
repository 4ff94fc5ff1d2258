/** The place of an appeal and the works that explain it, on a map when it is asked for. */
import { appealData } from './data';

export function watchAppealMap(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-open-map]');
  const canvas = document.querySelector<HTMLElement>('[data-appeal-map]');
  const picture = document.querySelector<HTMLElement>('[data-picture]');
  const data = appealData();
  if (!button || !canvas || !data?.point) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    button.hidden = true;
    canvas.hidden = false;
    import('./causes-on-map')
      .then(({ showCauses }) => showCauses(canvas, data))
      .then(() => picture?.setAttribute('hidden', ''))
      .catch(() => {
        canvas.textContent = canvas.dataset['failed'] ?? '';
        canvas.classList.add('is-failed');
      });
  });
}
