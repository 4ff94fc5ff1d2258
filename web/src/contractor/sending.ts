/** Sends what waits, one after the other, from whichever page or worker comes first; never two at once. */
import { afterAnswer, fieldsOf, toSend, type Answer, type Draft, type Then } from './drafts';
import { allDrafts, replaceDraft } from './store';

export type Round = 'done' | 'no-network' | 'sign-in' | 'busy';

interface Session {
  readonly user: number;
  readonly csrf_token: string;
}

const LOCK = 'contractor-reports';
/** Photos over a poor network take their time; what takes longer is tried anew. */
const LONGEST_MS = 120_000;

async function askSession(): Promise<Session | 'no-network' | 'sign-in'> {
  try {
    const response = await fetch('/contractor/session', { headers: { accept: 'application/json' }, cache: 'no-store' });
    if (response.status === 401 || response.status === 403) return 'sign-in';
    return response.ok ? ((await response.json()) as Session) : 'no-network';
  } catch {
    return 'no-network';
  }
}

async function post(draft: Draft, session: Session, lang: string): Promise<Answer> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fieldsOf(draft, Date.now()))) body.append(name, value);
  draft.photos.forEach((photo, number) => body.append('photo', photo, `photo-${number + 1}.jpg`));
  try {
    const response = await fetch(`/api/works/${draft.work}/reports?lang=${lang}`, {
      method: 'POST', body, headers: { accept: 'application/json', 'x-csrf-token': session.csrf_token }, signal: AbortSignal.timeout(LONGEST_MS),
    });
    const told = response.ok ? null : ((await response.json().catch(() => null)) as { said?: string; detail?: string } | null);
    return { status: response.status, detail: told?.said ?? told?.detail ?? '' };
  } catch {
    return { status: null, detail: '' };
  }
}

/** Sends one draft; with a session that has been renewed meanwhile, once more. */
async function sendOne(draft: Draft, session: Session, lang: string): Promise<Then> {
  await replaceDraft({ ...draft, state: 'sending' });
  let after = afterAnswer(draft, await post(draft, session, lang), Date.now(), false);
  if (after.then === 'new-session') {
    const renewed = await askSession();
    if (typeof renewed === 'string') after = { draft: after.draft, then: renewed === 'sign-in' ? 'sign-in' : 'stop' };
    else if (renewed.user !== draft.user) after = { draft: after.draft, then: 'stop' };
    else after = afterAnswer(draft, await post(draft, renewed, lang), Date.now(), true);
  }
  await replaceDraft(after.draft);
  return after.then;
}

async function round(lang: string): Promise<Round> {
  if ((await allDrafts()).every(({ state }) => state === 'sent' || state === 'refused')) return 'done';
  const session = await askSession();
  if (typeof session === 'string') return session;
  const tried = new Set<string>();
  for (;;) {
    // Asked anew each time: while one is sent, another may be written or thrown away.
    const draft = toSend(await allDrafts(), session.user).find(({ key }) => !tried.has(key));
    if (!draft) return 'done';
    tried.add(draft.key);
    const then = await sendOne(draft, session, lang);
    if (then === 'sign-in') return 'sign-in';
    if (then === 'stop') return 'no-network';
  }
}

/** One round over all drafts of whoever is signed in. `busy`: another page or the worker is at it. */
export async function sendWaiting(lang: string): Promise<Round> {
  if (!('locks' in navigator)) return round(lang);
  return navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? round(lang) : 'busy'));
}
