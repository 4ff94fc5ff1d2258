/** The card of a bar: what it says in words, the way to the work, and the form that moves its days with a reason. */
import { keepPlace } from './rows';

function part<T extends HTMLElement>(dialog: HTMLElement, selector: string): T {
  const found = dialog.querySelector<T>(selector);
  if (!found) throw new Error(`the card has no ${selector}`);
  return found;
}

/** What the server says hindered a change: it answers with the work's page, which tells it in the person's language. */
async function send(form: HTMLFormElement): Promise<string | null> {
  const response = await fetch(form.action, {
    method: 'POST',
    headers: { accept: 'text/html' },
    body: new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])),
    redirect: 'manual',
  });
  // A change that was made leads to the work's page; here the timeline is wanted again.
  if (response.type === 'opaqueredirect') return null;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return page.querySelector('.form-problem')?.textContent?.trim() ?? page.querySelector('h1')?.textContent ?? String(response.status);
}

export function followCard(dialog: HTMLDialogElement, scroll: HTMLElement): (row: HTMLElement) => void {
  const form = part<HTMLFormElement>(dialog, '[data-move]');
  const problem = part(dialog, '[data-problem]');
  const lang = document.documentElement.lang;
  let shown = '';
  const field = (name: string, value: string): void => void (part<HTMLInputElement>(form, `[name=${name}]`).value = value);
  part(dialog, '[data-close]').addEventListener('click', () => dialog.close());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(form)
      .then((hindered) => {
        if (hindered === null) {
          keepPlace(scroll, shown);
          location.reload();
          return;
        }
        problem.textContent = hindered;
        problem.hidden = false;
      })
      // Without the network the form goes its plain way, and the browser says what is wrong.
      .catch(() => form.submit());
  });
  return (row) => {
    const { id = '', version = '', start = '', end = '', may } = row.dataset;
    shown = id;
    const link = row.querySelector<HTMLAnchorElement>('.gantt-work')!;
    const title = part(dialog, '#gantt-card-title');
    title.textContent = link.textContent;
    title.lang = link.lang || lang;
    part(dialog, '[data-facts]').replaceChildren(row.querySelector('.gantt-sub')!.cloneNode(true));
    for (const inside of dialog.querySelectorAll<HTMLElement>('[data-facts] a')) inside.removeAttribute('tabindex');
    // A line of the table has no room for the days of a clash; the card says them to everybody.
    for (const days of dialog.querySelectorAll('[data-facts] [data-when]')) days.classList.remove('visually-hidden');
    problem.hidden = true;
    form.hidden = may === undefined;
    form.action = `/works/${id}/schedule?lang=${lang}`;
    field('version', version);
    field('start', start);
    field('end', end);
    part<HTMLAnchorElement>(dialog, '[data-open]').href = link.href;
    part<HTMLAnchorElement>(dialog, '[data-history]').href = `/works/${id}/history?lang=${lang}`;
    part<HTMLAnchorElement>(dialog, '[data-map]').href = `/?lang=${lang}&work=${id}`;
    dialog.showModal();
    title.focus();
    dialog.addEventListener('close', () => link.focus({ preventScroll: true }), { once: true });
  };
}
