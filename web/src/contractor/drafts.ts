/** Reports that wait on the phone: what a draft is, and what an answer of the server makes of it. No storage here. */

export type Kind = 'start' | 'finish' | 'progress' | 'note';
export type DraftState = 'waiting' | 'sending' | 'sent' | 'refused';

export interface Draft {
  /** Made with the draft, once: the server takes a key one time, however often it is sent. */
  readonly key: string;
  /** Whose it is: a draft is never sent as another person. */
  readonly user: number;
  readonly work: number;
  /** The work as its page called it. */
  readonly title: string;
  readonly kind: Kind;
  /** The moment of writing by the phone's clock, milliseconds. */
  readonly at: number;
  /** The day chosen in the form, as ISO date; empty for the day of writing. */
  readonly onDay: string;
  /** Degrees, longitude first, and metres; null where the phone did not say. */
  readonly place: { readonly lon: number; readonly lat: number; readonly accuracy: number } | null;
  readonly percent: string;
  readonly note: string;
  readonly photos: readonly Blob[];
  readonly state: DraftState;
  /** Why it was refused, in the server's words. */
  readonly reason: string;
  readonly attempts: number;
  /** When it was sent, milliseconds; 0 before. */
  readonly sentAt: number;
}

/** What came back: a status, or null when nothing did. */
export interface Answer {
  readonly status: number | null;
  readonly detail: string;
}

/** How a round of sending goes on after an answer: with the next draft, with a new session, or not at all. */
export type Then = 'next' | 'stop' | 'sign-in' | 'new-session';

/** Sent drafts are told for a day, so that nobody wonders. */
export const TELL_SENT_MS = 24 * 3600 * 1000;

/** A draft after an answer. `renewed` says that the session was asked anew just before: then a refusal is one. */
export function afterAnswer(draft: Draft, answer: Answer, now: number, renewed: boolean): { draft: Draft; then: Then } {
  const { status, detail } = answer;
  const attempts = draft.attempts + 1;
  const waiting: Draft = { ...draft, state: 'waiting', attempts };
  if (status === null || status === 408 || status === 425 || status === 429 || status >= 500) return { draft: waiting, then: 'stop' };
  if (status === 401) return { draft: waiting, then: 'sign-in' };
  if (status === 403 && !renewed) return { draft: waiting, then: 'new-session' };
  if (status >= 200 && status < 300) return { draft: { ...draft, state: 'sent', reason: '', photos: [], attempts, sentAt: now }, then: 'next' };
  return { draft: { ...draft, state: 'refused', reason: detail || `${status}`, attempts }, then: 'next' };
}

/**
 * The drafts of a person to send now, in the order of writing. One that follows a refused one of the same work waits:
 * a finish makes no sense before its start. `sending` is left over from a page that was closed, and is sent again.
 */
export function toSend(drafts: readonly Draft[], user: number): Draft[] {
  const own = drafts.filter((draft) => draft.user === user && draft.state !== 'sent').sort((one, other) => one.at - other.at);
  const held = new Set<number>();
  return own.filter((draft) => {
    if (draft.state === 'refused') held.add(draft.work);
    return draft.state !== 'refused' && !held.has(draft.work);
  });
}

/** What the list shows: what is not sent first, then what was sent in the last day. */
export function toShow(drafts: readonly Draft[], user: number, now: number): Draft[] {
  const own = drafts.filter((draft) => draft.user === user && (draft.state !== 'sent' || now - draft.sentAt < TELL_SENT_MS));
  return own.sort((one, other) => Number(one.state === 'sent') - Number(other.state === 'sent') || one.at - other.at);
}

export const unsent = (drafts: readonly Draft[]): Draft[] => drafts.filter(({ state }) => state !== 'sent');

/** Whether a draft may be forgotten by the phone. */
export const isOver = (draft: Draft, now: number): boolean => draft.state === 'sent' && now - draft.sentAt >= TELL_SENT_MS;

/** The report as the server reads it. `sent_at` stands beside `at`, so that a wrong clock does no harm. */
export function fieldsOf(draft: Draft, now: number): Record<string, string> {
  const fields: Record<string, string> = {
    kind: draft.kind,
    client_key: draft.key,
    at: new Date(draft.at).toISOString(),
    sent_at: new Date(now).toISOString(),
  };
  if (draft.onDay) fields['on_day'] = draft.onDay;
  if (draft.percent) fields['progress_percent'] = draft.percent;
  if (draft.note) fields['note'] = draft.note;
  if (draft.place) Object.assign(fields, { lon: `${draft.place.lon}`, lat: `${draft.place.lat}`, accuracy_m: `${Math.round(draft.place.accuracy)}` });
  return fields;
}
