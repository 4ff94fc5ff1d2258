/** What stands beside a work and is fetched after its card: photos, appeals in numbers, what residents say of it. */
import { getJson } from './api';
import { ownSecret, rememberWord } from './own-word';
import type { Language } from './state';

export interface Photo {
  readonly url: string;
  readonly thumb: string;
  readonly width: number;
  readonly height: number;
}

interface Report {
  readonly kind: 'start' | 'finish' | 'progress' | 'note';
  readonly on_day: string;
  readonly photos: readonly Photo[];
}

export interface Reactions {
  readonly is_open: boolean;
  readonly least: number;
  readonly counts: {
    readonly total: number;
    readonly satisfied: number;
    readonly dissatisfied: number;
    readonly by_aspect: readonly { readonly code: string; readonly title: string; readonly satisfied: number; readonly dissatisfied: number }[];
  } | null;
  readonly aspects: readonly { readonly code: string; readonly title: string }[];
}

export interface ShownPhoto extends Photo {
  readonly kind: Report['kind'];
  readonly day: string;
}

/** The photos that tell most, at most two: before and after, else the newest. Reports come newest first. */
export function tellingPhotos(reports: readonly Report[]): ShownPhoto[] {
  const all = reports.flatMap(({ kind, on_day, photos }) => photos.slice(0, 1).map((photo) => ({ ...photo, kind, day: on_day })));
  const before = all.filter(({ kind }) => kind === 'start').at(-1);
  const after = all.find(({ kind }) => kind === 'finish');
  if (before && after) return [before, after];
  return all.slice(0, 2);
}

export const fetchPhotos = async (work: number, lang: Language, signal: AbortSignal): Promise<ShownPhoto[]> =>
  tellingPhotos((await getJson<{ reports: Report[] }>(`/api/works/${work}/reports?lang=${lang}`, signal)).reports);

/** Null is a few: one to four, which are no number for everybody. */
export const fetchAppeals = (work: number, signal: AbortSignal): Promise<{ total: number | null; open: number | null }> =>
  getJson(`/api/works/${work}/appeals`, signal);

export const fetchReactions = (work: number, lang: Language, signal: AbortSignal): Promise<Reactions> =>
  getJson(`/api/works/${work}/reactions?lang=${lang}`, signal);

/** Says whether one is satisfied; the browser remembers what it said. Throws when it was not taken. */
export async function sendReaction(work: number, lang: Language, satisfied: boolean, aspects: readonly string[]): Promise<Reactions> {
  const response = await fetch(`/api/works/${work}/reactions?lang=${lang}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ satisfied, aspects, device: ownSecret() }),
  });
  if (!response.ok) throw new Error(`the reaction was answered with ${response.status}`);
  rememberWord(work, { satisfied, aspects });
  return (await response.json()) as Reactions;
}
