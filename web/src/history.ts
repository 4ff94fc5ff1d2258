/** Keeps the address of the page equal to its state; the back button undoes choices, not every move of the map. */
import { firstState, type App } from './app';
import { chosenFilter, parseState, sameFilter, stateQuery, type PageState } from './state';

/** A choice gets its own entry in the history; moving the map, or the slider of moments, only changes the present one. */
export function isChoice(now: PageState, before: PageState): boolean {
  return now.work !== before.work || now.outage !== before.outage || now.view !== before.view || now.q !== before.q || now.placeId !== before.placeId || (now.at === null) !== (before.at === null) || !sameFilter(chosenFilter(now), chosenFilter(before));
}

export function followHistory({ store, data }: Pick<App, 'store' | 'data'>): void {
  let restoring = false;
  store.watch((now, before) => {
    const query = stateQuery(now);
    if (restoring || query === stateQuery(before)) return;
    if (isChoice(now, before)) history.pushState(null, '', `?${query}`);
    else history.replaceState(null, '', `?${query}`);
    linkLanguages(now);
  });
  window.addEventListener('popstate', () => {
    restoring = true;
    const page = parseState(location.search, data.lang);
    const { card, cardState, outageCard, outageState, sheet } = firstState(page, data);
    const { place } = store.get();
    const q = place !== null && page.placeId === place.id ? place.label : page.q;
    store.set({ ...page, q, lang: data.lang, card, cardState, outageCard, outageState, sheet, picked: [] });
    restoring = false;
    linkLanguages(store.get());
  });
  linkLanguages(store.get());
}

/** The language switch leads to the same view in another language. */
function linkLanguages(state: PageState): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-lang]')) {
    link.href = `?${stateQuery({ ...state, lang: link.dataset['lang'] as PageState['lang'] })}`;
  }
}
