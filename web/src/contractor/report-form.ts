/** The report's form: what is written is kept on the phone first, and sent from there. */
import type { Draft, Kind } from './drafts';
import type { Outbox } from './outbox';
import { smaller } from './photo';
import { findDraft, keepDraft } from './store';
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

  constructor(
    private readonly form: HTMLFormElement,
    private readonly outbox: Outbox,
    private readonly lang: string,
  ) {
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (!this.isBusy) void this.keep(event.submitter).finally(() => this.busy(false));
    });
  }

  /** Begins with the step that the address names, or with a draft to be mended. */
  async begin(query: URLSearchParams): Promise<void> {
    const mended = query.get('mend');
    this.mended = mended ? await findDraft(mended) : undefined;
    if (this.mended?.user !== this.outbox.user || this.mended?.state === 'sent') this.mended = undefined;
    if (this.mended) this.fill(this.mended);
    else if (query.get('do')) this.choose(query.get('do') === 'resume' ? 'start' : query.get('do')!);
  }

  private choose(kind: string): void {
    const radio = this.form.querySelector<HTMLInputElement>(`input[name=kind][value="${CSS.escape(kind)}"]`);
    if (!radio || radio.checked) return;
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
    else this.toOutbox();
  }

  private toOutbox(): void {
    this.form.reset();
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
      work: Number(document.querySelector<HTMLElement>('[data-work-page]')?.dataset['workPage']),
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
