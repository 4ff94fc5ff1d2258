/** The operator's form: what is known at the place follows what is typed, and the keyboard is enough for all of it. */

/** What the part beside the form depends on; who called stays in the form until it is sent. */
const ASKED = ['csrf_token', 'key', 'place', 'text', 'topic', 'kind', 'channel', 'language'];
const PAUSE_MS = 350;

interface Suggestion {
  readonly label: string;
  readonly detail: string | null;
}

function fieldsOf(form: HTMLFormElement): FormData {
  const all = new FormData(form);
  const asked = new FormData();
  for (const name of ASKED) {
    const value = all.get(name);
    if (typeof value === 'string') asked.set(name, value);
  }
  return asked;
}

/** Calls `run` when nothing has happened for a while; what is asked later makes earlier answers void. */
function paused(run: (signal: AbortSignal) => Promise<void>): () => void {
  let timer = 0;
  let running = new AbortController();
  return () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      running.abort();
      running = new AbortController();
      run(running.signal).catch(() => undefined);
    }, PAUSE_MS);
  };
}

export function wakeNewAppeal(form: HTMLFormElement, beside: HTMLElement): void {
  const place = form.querySelector<HTMLInputElement>('input[name="place"]')!;
  const topic = form.querySelector<HTMLSelectElement>('select[name="topic"]')!;
  const more = form.querySelector<HTMLDetailsElement>('[data-more]')!;
  const look = `/reception/new/look${location.search}`;
  document.documentElement.classList.add('has-script');

  const refresh = async (signal?: AbortSignal): Promise<void> => {
    beside.setAttribute('aria-busy', 'true');
    const answer = await fetch(look, { method: 'POST', body: fieldsOf(form), headers: { 'x-part': 'beside' }, signal: signal ?? null });
    if (answer.ok) beside.innerHTML = await answer.text();
    beside.removeAttribute('aria-busy');
    beside.dataset['ready'] = place.value;
  };
  const later = paused(refresh);
  const suggest = paused(async (signal) => {
    const words = place.value.trim();
    if (words.length < 3) return;
    const lang = document.documentElement.lang;
    const answer = await fetch(`/api/autocomplete?${new URLSearchParams({ q: words, lang })}`, { signal });
    const { items } = (await answer.json()) as { items: readonly Suggestion[] };
    const list = document.querySelector('#places')!;
    list.replaceChildren(...items.map(({ label, detail }) => new Option(detail ?? '', label)));
  });

  form.addEventListener('input', ({ target }) => {
    const name = (target as HTMLInputElement).name;
    if (name === 'place') suggest();
    if (ASKED.includes(name)) later();
    if (name === 'channel' && ['letter', 'social'].includes((target as HTMLInputElement).value)) more.open = true;
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit(form.querySelector<HTMLButtonElement>(event.shiftKey ? '[data-consulted]' : '[data-register]'));
    } else if (event.target instanceof HTMLInputElement) {
      // Enter in a line looks what is known there; it never registers by accident.
      event.preventDefault();
      void refresh();
    }
  });
  beside.addEventListener('click', (event) => {
    const pick = (event.target as HTMLElement).closest<HTMLElement>('[data-pick]')?.dataset['pick'];
    if (!pick) return;
    event.preventDefault();
    topic.value = pick;
    topic.focus();
    void refresh();
  });
  form.addEventListener('submit', (event) => {
    // A second press before the answer comes is the same appeal anyway; the buttons say that it is on its way.
    if (event.submitter instanceof HTMLButtonElement && event.submitter.name === 'do') form.setAttribute('aria-busy', 'true');
  });
}
