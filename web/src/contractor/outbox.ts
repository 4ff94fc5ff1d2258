/** The list of reports that wait on this phone: what each one says, how it stands, what can be done with it. */
import { toShow, unsent, type Draft } from './drafts';
import { askForSync } from './keeping';
import { sendWaiting, type Round } from './sending';
import { allDrafts, dropDraft, watchDrafts } from './store';

/** After a round without success the next one comes by itself. */
const AGAIN_MS = 30_000;

const two = (value: number): string => `${value}`.padStart(2, '0');

/** Day and time as numbers: every language reads them. */
export function clockWords(at: number): string {
  const day = new Date(at);
  return `${two(day.getDate())}.${two(day.getMonth() + 1)}.${day.getFullYear()}, ${two(day.getHours())}:${two(day.getMinutes())}`;
}

export class Outbox {
  private readonly words: Map<string, string>;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly section: HTMLElement,
    readonly user: number,
    private readonly lang: string,
  ) {
    const told = [...section.querySelectorAll<HTMLElement>('[data-outbox-words] [data-word]')];
    this.words = new Map(told.map((element) => [element.dataset['word'] ?? '', element.textContent ?? '']));
    this.find('[data-outbox-send]').addEventListener('click', () => void this.send());
    watchDrafts(() => void this.show());
    addEventListener('online', () => void this.send());
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void this.send());
  }

  word(name: string): string {
    return this.words.get(name) ?? '';
  }

  /** Sends what waits; says so when nobody is signed in, or another than the drafts' writer. */
  async send(): Promise<Round> {
    clearTimeout(this.timer);
    const round = await sendWaiting(this.lang);
    this.find('[data-outbox-signed-out]').hidden = round !== 'sign-in';
    if (round === 'no-network' || round === 'busy') {
      this.timer = setTimeout(() => void this.send(), AGAIN_MS);
      if (round === 'no-network') void askForSync(this.lang);
    }
    await this.show();
    return round;
  }

  async show(): Promise<void> {
    const drafts = toShow(await allDrafts(), this.user, Date.now());
    const waits = unsent(drafts).length;
    this.section.hidden = drafts.length === 0;
    this.find('[data-outbox-title]').textContent = waits ? `${this.word('waiting-count')} ${waits}` : this.word('all-sent');
    this.find('[data-outbox-send]').hidden = !drafts.some(({ state }) => state === 'waiting');
    this.find('[data-outbox-list]').replaceChildren(...drafts.map((draft) => this.item(draft)));
  }

  private find(selector: string): HTMLElement {
    return this.section.querySelector<HTMLElement>(selector)!;
  }

  private item(draft: Draft): Node {
    const made = this.section.querySelector<HTMLTemplateElement>('[data-outbox-item]')!.content.cloneNode(true) as DocumentFragment;
    const part = (name: string): HTMLElement => made.querySelector<HTMLElement>(`[data-part=${name}]`)!;
    const page = `/contractor/works/${draft.work}?lang=${this.lang}`;
    made.firstElementChild!.classList.add(`is-${draft.state}`);
    part('kind').textContent = this.word(`kind-${draft.kind}`);
    part('work').textContent = draft.title;
    part('work').setAttribute('href', page);
    part('at').textContent = clockWords(draft.at);
    part('photos').textContent = draft.photos.length ? `${this.word('photos')} ${draft.photos.length}` : '';
    part('state').textContent = draft.state === 'refused' ? `${this.word('state-refused')} ${draft.reason}` : this.word(this.standing(draft));
    const mend = part('mend');
    mend.setAttribute('href', `${page}&mend=${draft.key}#report`);
    const isFixed = draft.state === 'sent' || draft.state === 'sending';
    mend.hidden = part('drop').hidden = isFixed;
    part('drop').addEventListener('click', () => {
      if (confirm(this.word('drop-sure'))) void dropDraft(draft.key).then(() => this.find('#outbox-title').focus());
    });
    return made;
  }

  private standing(draft: Draft): string {
    const isStuck = draft.state === 'waiting' && draft.attempts > 1 && navigator.onLine;
    return isStuck ? 'state-too-old' : `state-${draft.state}`;
  }
}
