/** Fetches the shut-offs on the screen and the card of the chosen one whenever the state asks for another. */
import { AnswerError, getJson } from './api';
import type { App } from './app';
import { daysOf, type PageState } from './state';
import { outagesUrl, type Outage, type OutageList } from './outages';

const REST_MS = 250;
const MOST_LISTED = 5;

export function sameDays(one: PageState, other: PageState): boolean {
  const [a, b] = [daysOf(one), daysOf(other)];
  return a.from === b.from && a.to === b.to;
}

export function followOutages({ store, data }: Pick<App, 'store' | 'data'>): void {
  let timer = 0;
  let asked = '';
  const load = async (): Promise<void> => {
    const { outages, bbox, lang } = store.get();
    if (!outages) return;
    const url = outagesUrl(daysOf(store.get()), data.catalog.today, bbox, lang, MOST_LISTED);
    if (url === asked) return;
    asked = url;
    try {
      const outageList = await getJson<OutageList>(url);
      if (asked === url) store.set({ outageList });
    } catch {
      // The list of works beside it says that the server does not answer.
      asked = '';
    }
  };
  store.watch((now, before) => {
    if (now.bbox === before.bbox && sameDays(now, before) && now.outages === before.outages) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void load(), REST_MS);
  });
  void load();
}

export function followOutageCard({ store }: Pick<App, 'store'>): void {
  const load = async (id: number): Promise<void> => {
    store.set({ outageState: 'loading', outageCard: null });
    try {
      const outageCard = await getJson<Outage>(`/api/outages/${id}?lang=${store.get().lang}`);
      if (store.get().outage === id) store.set({ outageCard, outageState: 'ready' });
    } catch (error) {
      if (store.get().outage !== id) return;
      store.set({ outageState: error instanceof AnswerError && error.status === 404 ? 'missing' : 'failed' });
    }
  };
  store.watch((now, before) => {
    if (now.work !== null && now.outage !== null) store.set({ outage: null });
    else if (now.outage === before.outage) return;
    else if (now.outage === null) store.set({ outageCard: null, outageState: 'none' });
    else void load(now.outage);
  });
  const { outage } = store.get();
  if (outage !== null) void load(outage);
}
