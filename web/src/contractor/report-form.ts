/** The report's form: what is written is kept on the phone first, and sent from there. */
import type { Draft, Kind } from './drafts';
import type { Outbox } from './outbox';
import { smaller } from './photo';
import { allDrafts, findDraft, keepDraft } from './store';
import { whereAmI } from './locating';

const text = (data: FormData, name: string): string => {
  const value = data.get(name);
  return typeof value === 'string' ? value.trim() : '';
};

/** The kind: of the button that was pressed, or chosen in the form. */
function kindOf(data: FormData, submitter: HTMLElement | null): Kind {
  const pressed = submitter instanceof HTMLButtonElement && submitter.name === 'kind' ? submitter.value : '';
  return (pressed || text(data, 'kind')) as Kind;
}

async function photosOf(data: FormData): Promise<Blob[]> {
  const chosen = data.getAll('photo').filter((one): one is File => one instanceof File && one.size > 0);
  const made: Blob[] = [];
  // One after the other: a phone has no room for several large pictures at once.
  for (const one of chosen) made.push(await smaller(one));
  return made;
}

export class ReportForm {
  private mended: Draft | undefined;
  private isBusy = false;
  private readonly work: number;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly outbox: Outbox,
    private readonly lang: string,
  ) {
    this.work = Number(document.querySelector<HTMLElement>('[data-work-page]')?.dataset['workPage']);
    const photos = form.querySelector<HTMLInputElement>('input[name=photo]');
    photos?.addEventListener('change', () => this.showChosen(photos));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!this.isBusy) void this.keep(event.submitter).finally(() => this.busy(false));
    });
  }

  /** Small pictures of the photos chosen, so that nobody sends the wrong one. */
  private showChosen(input: HTMLInputElement): void {
    const list = this.form.querySelector<HTMLElement>('[data-chosen]');
    if (!list) return;
    const items = [...(input.files ?? [])].map((file) => {
      const image = document.createElement('img');
      image.src = URL.createObjectURL(file);
      image.alt = file.name;
      image.onload = image.onerror = () => URL.revokeObjectURL(image.src);
      const item = document.createElement('li');
      item.append(image);
      return item;
    });
    list.hidden = items.length === 0;
    list.replaceChildren(...items);
  }

  /** Who has reported a start that waits may report what comes after it. */
  private async offerLater(): Promise<void> {
    const own = (await allDrafts()).filter((draft) => draft.user === this.outbox.user && draft.work === this.work && draft.state !== 'sent');
    if (!own.some(({ kind }) => kind === 'start')) return;
    for (const label of this.form.querySelectorAll<HTMLElement>('[data-later]')) {
      label.hidden = false;
      label.querySelector('input')!.disabled = false;
    }
  }

  /** Begins with the step that the address names, or with a draft to be mended. */
  async begin(query: URLSearchParams): Promise<void> {
    await this.offerLater();
    const mended = query.get('mend');
    this.mended = mended ? await findDraft(mended) : undefined;
    if (this.mended?.user !== this.outbox.user || this.mended?.state === 'sent') this.mended = undefined;
    if (this.mended) this.fill(this.mended);
    else if (query.get('do')) this.choose(query.get('do') === 'resume' ? 'start' : query.get('do')!);
  }

  private choose(kind: string): void {
    const radio = this.form.querySelector<HTMLInputElement>(`input[name=kind][value="${CSS.escape(kind)}"]`);
    // The address of a start that has been reported meanwhile: what comes next stays chosen.
    if (!radio || radio.checked || radio.disabled) return;
    radio.checked = true;
    radio.dispatchEvent(new Event('change', { bubbles: true }));
  }

  private fill(draft: Draft): void {
    this.choose(draft.kind);
    const values: Record<string, string> = { note: draft.note, on_day: draft.onDay, progress_percent: draft.percent };
    for (const [name, value] of Object.entries(values)) {
      const field = this.form.elements.namedItem(name);
      if ((field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && value) field.value = value;
    }
  }

  private busy(is: boolean): void {
    this.isBusy = is;
    for (const button of this.form.querySelectorAll<HTMLButtonElement>('button[type=submit], button:not([type])')) {
      button.setAttribute('aria-disabled', `${is}`);
    }
    this.form.classList.toggle('is-busy', is);
  }

  private async keep(submitter: HTMLElement | null): Promise<void> {
    this.busy(true);
    const draft = await this.draftOf(submitter);
    try {
      await keepDraft(draft);
    } catch {
      // Private windows and full phones keep nothing: with a network the plain form still goes.
      if (navigator.onLine) this.form.submit();
      else alert(this.outbox.word('not-kept'));
      return;
    }
    this.mended = undefined;
    await this.outbox.send();
    const after = await findDraft(draft.key);
    if (after?.state === 'sent') location.assign(`/contractor/works/${draft.work}?lang=${this.lang}&done=1`);
    else await this.toOutbox();
  }

  private async toOutbox(): Promise<void> {
    this.form.reset();
    this.form.querySelector('[data-chosen]')?.replaceChildren();
    await this.offerLater();
    const title = document.getElementById('outbox-title');
    title?.focus();
    title?.scrollIntoView({ block: 'start' });
  }

  private async draftOf(submitter: HTMLElement | null): Promise<Draft> {
    const data = new FormData(this.form);
    const known = this.mended;
    const photos = await photosOf(data);
    const given = text(data, 'lon') && text(data, 'lat') ? { lon: Number(text(data, 'lon')), lat: Number(text(data, 'lat')), accuracy: Number(text(data, 'accuracy_m')) } : null;
    return {
      key: known?.key ?? crypto.randomUUID(),
      user: this.outbox.user,
      work: this.work,
      title: document.querySelector('h1')?.textContent?.trim() ?? '',
      kind: kindOf(data, submitter),
      // Mended later, a report is still about the moment at which it was written first.
      at: known?.at ?? Date.now(),
      place: known?.place ?? given ?? (await whereAmI(this.form)),
      onDay: text(data, 'on_day'),
      percent: text(data, 'progress_percent'),
      note: text(data, 'note'),
      photos: photos.length ? photos : [...(known?.photos ?? [])],
      state: 'waiting',
      reason: '',
      attempts: 0,
      sentAt: 0,
    };
  }
}
