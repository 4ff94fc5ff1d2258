/** The second step: another topic shows at once what is known about it, and the form is sent once. */

let running: AbortController | null = null;

/** The latest choice counts, whichever answer comes first. */
async function lookAgain(form: HTMLFormElement): Promise<void> {
  const known = document.getElementById('known');
  if (!known) return;
  known.setAttribute('aria-busy', 'true');
  running?.abort();
  const mine = (running = new AbortController());
  const sent = new FormData(form);
  sent.set('action', 'look');
  try {
    const answer = await fetch(form.getAttribute('action') ?? '', { method: 'POST', body: sent, headers: { accept: 'text/html' }, signal: mine.signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById('known');
    if (fresh) known.replaceChildren(...fresh.childNodes);
  } catch {
    // What was known stays; sending will tell.
  } finally {
    if (running === mine) known.removeAttribute('aria-busy');
  }
}

export function watchCheck(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-check]');
  if (!form) return;
  for (const one of form.querySelectorAll('.without-script')) one.remove();
  const other = form.querySelector<HTMLSelectElement>('[name=topic_other]');
  form.addEventListener('change', (event) => {
    const { target } = event;
    if (target === other && other) {
      const none = form.querySelector<HTMLInputElement>('input[name=topic][value=""]');
      if (none && other.value) none.checked = true;
      void lookAgain(form);
    } else if (target instanceof HTMLInputElement && target.name === 'topic') {
      // "Another topic" says nothing before one is chosen.
      if (!target.value) return other?.focus();
      if (other) other.value = '';
      void lookAgain(form);
    }
  });
}
