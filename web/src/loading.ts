/** Fetches the list of what is on the screen and the card of the chosen work whenever the state asks for another. */
import { AnswerError, fetchList, fetchWork } from './api';
import type { App, AppState } from './app';
import { filterOf, sameFilter } from './state';

/** A moving map asks once it rests. */
const REST_MS = 180;

function listChanged(now: AppState, before: AppState): boolean {
  if (now.place !== before.place) return true;
  // The works at a place do not depend on where the map looks.
  const moved = now.bbox !== before.bbox && now.place === null;
  return moved || now.listLimit !== before.listLimit || !sameFilter(filterOf(now), filterOf(before));
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

export function followList({ store }: Pick<App, 'store'>): void {
  let running: AbortController | null = null;
  let timer = 0;
  const load = async (): Promise<void> => {
    running?.abort();
    const mine = (running = new AbortController());
    const state = store.get();
    const query = { filter: filterOf(state), bbox: state.bbox, place: state.place, limit: state.listLimit, offset: 0, lang: state.lang };
    try {
      store.set({ list: await fetchList(query, mine.signal), listState: 'ready' });
    } catch (error) {
      if (!isAbort(error)) store.set({ listState: 'failed' });
    }
  };
  const later = (): void => {
    store.set({ listState: 'loading' });
    clearTimeout(timer);
    timer = window.setTimeout(() => void load(), REST_MS);
  };
  store.watch((now, before) => {
    if (listChanged(now, before)) later();
  });
  // The list does not wait for the map: until it says where it looks, the whole city is listed.
  void load();
}

export function followCard({ store }: Pick<App, 'store'>): void {
  let running: AbortController | null = null;
  const load = async (id: number): Promise<void> => {
    running?.abort();
    const mine = (running = new AbortController());
    store.set({ cardState: 'loading', card: null });
    try {
      const card = await fetchWork(id, store.get().lang, mine.signal);
      if (store.get().work === id) store.set({ card, cardState: 'ready' });
    } catch (error) {
      if (isAbort(error)) return;
      store.set({ cardState: error instanceof AnswerError && error.status === 404 ? 'missing' : 'failed' });
    }
  };
  store.watch((now, before) => {
    if (now.work === before.work) return;
    if (now.work === null) store.set({ card: null, cardState: 'none' });
    else void load(now.work);
  });
  const { work } = store.get();
  if (work !== null) void load(work);
}
