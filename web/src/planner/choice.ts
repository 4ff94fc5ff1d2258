/** Rows chosen in a table: one box for all, and how many are chosen, said where the change is made and in a bar that leads there. */

export function chosenCount(boxes: Iterable<{ checked: boolean }>): number {
  return [...boxes].filter((box) => box.checked).length;
}

export function wakeChoice(page: Document): void {
  const form = page.querySelector<HTMLFormElement>('form[data-choice]');
  const all = page.querySelector<HTMLInputElement>('input[data-choice-all]');
  const count = page.querySelector<HTMLElement>('[data-choice-count]');
  const bar = page.querySelector<HTMLElement>('[data-choice-bar]');
  const words = bar?.querySelector<HTMLElement>('[data-choice-words]');
  if (!form || !all) return;
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name="work"]')];
  const show = (): void => {
    const chosen = chosenCount(boxes);
    all.checked = chosen === boxes.length && chosen > 0;
    all.indeterminate = chosen > 0 && chosen < boxes.length;
    if (count) count.textContent = String(chosen);
    if (bar) bar.hidden = chosen === 0;
    if (words) words.textContent = words.dataset.choiceWords!.replace('#', String(chosen));
  };
  all.closest<HTMLElement>('[hidden]')?.removeAttribute('hidden');
  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
    show();
  });
  form.addEventListener('change', show);
  show();
}
