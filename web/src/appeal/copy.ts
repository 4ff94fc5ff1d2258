/** Copies the link of an appeal, where the browser can. */
export function watchCopy(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-copy]');
  const link = button && document.querySelector<HTMLElement>(button.dataset['copy'] ?? '');
  if (!button || !link || !('clipboard' in navigator)) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(link.textContent ?? '').then(() => {
      const words = button.querySelector('span');
      if (words) words.textContent = button.dataset['copied'] ?? '';
    });
  });
}
