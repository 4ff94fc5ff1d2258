/** Sharing and printing a page: the buttons appear where the browser can do it. */
export function wakeSharing(page: Document): void {
  for (const button of page.querySelectorAll<HTMLButtonElement>('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => print());
  }
  for (const button of page.querySelectorAll<HTMLButtonElement>('[data-share]')) {
    if (!('share' in navigator) && !('clipboard' in navigator)) continue;
    button.hidden = false;
    button.addEventListener('click', () => void share(button, new URL(location.pathname + location.search, location.href).href));
  }
}

/** The phone's own sheet where there is one, else the address is copied, and said so. */
async function share(button: HTMLButtonElement, url: string): Promise<void> {
  try {
    if ('share' in navigator) return await navigator.share({ title: document.title, url });
    await (navigator as Navigator).clipboard.writeText(url);
    const said = button.parentElement?.querySelector<HTMLElement>('[role=status]');
    if (said) said.textContent = button.dataset['share'] ?? '';
  } catch {
    // Closing the sheet is no error.
  }
}
