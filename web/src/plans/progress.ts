/** Follows the worker while a plan is checked or accepted, and shows the page anew when it is done. */
const EVERY_MS = 700;

export interface Progress {
  readonly state: string;
  readonly version: number;
  readonly words: string;
  /** 0 to 1; null when it cannot be told. */
  readonly share: number | null;
}

const WAITING = new Set(['received', 'checking', 'accepting']);

/** Whether the page has to be shown anew. */
export function isDone({ state }: Progress): boolean {
  return !WAITING.has(state);
}

export function showProgress(section: Element, told: Progress): void {
  const words = section.querySelector('.plan-progress-words');
  if (words && words.textContent !== told.words) words.textContent = told.words;
  const bar = section.querySelector('progress');
  if (!bar) return;
  if (told.share === null) bar.removeAttribute('value');
  else bar.value = told.share;
}

export function followProgress(page: Document): void {
  const section = page.querySelector<HTMLElement>('[data-progress]');
  const address = section?.dataset['progress'];
  if (!section || !address) return;
  const ask = async (): Promise<void> => {
    try {
      const response = await fetch(address, { headers: { accept: 'application/json' } });
      if (response.ok) {
        const told = (await response.json()) as Progress;
        if (isDone(told)) return location.reload();
        showProgress(section, told);
      }
    } catch (error) {
      // The server may be starting anew; the next question finds it.
      if (!(error instanceof TypeError)) throw error;
    }
    setTimeout(() => void ask(), EVERY_MS);
  };
  void ask();
}
