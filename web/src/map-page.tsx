/** The map page: the words are there already; this wakes the islands, then fetches the map. */
import { render } from 'preact';
import '../styles/map-page.css';
import { firstState, type App } from './app';
import { readPageData } from './catalog';
import { formatsFor } from './formats';
import { followHistory } from './history';
import { Panel } from './islands/panel';
import { Search } from './islands/search';
import { Timeline } from './islands/timeline';
import { followCard, followList } from './loading';
import { watchSignOut } from './sign-out';
import { fetchGround, type Ground } from './map/ground';
import { parseState, type Language } from './state';
import { followOutageCard, followOutages } from './outage-loading';
import { followPlace } from './place-loading';
import { createStore } from './store';
import { loadTexts } from './texts';

function island(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/** The map's library and what it draws, asked for at once: they come while the islands wake. */
function askForMap(lang: Language): { library: Promise<typeof import('./map/map')>; ground: Promise<Ground> } {
  const asked = { library: import('./map/map'), ground: fetchGround(lang) };
  // What fails is told when the map is made.
  for (const one of [asked.library, asked.ground]) one.catch(() => undefined);
  return asked;
}

async function startMap(app: App, { library, ground }: ReturnType<typeof askForMap>): Promise<void> {
  const container = island('map');
  try {
    const { createMap } = await library;
    const map = await createMap(container, app, ground);
    if (app.data.planning || app.store.get().overlays) void import('./rasters/overlays').then(({ addOverlays }) => addOverlays(map, app));
  } catch (error) {
    // Without WebGL (or without the file) the page goes on as a list of the whole city.
    app.store.set({ mapState: 'failed', sheet: 'full' });
    island('map-note').textContent = app.text('map-failed');
    island('map-note').hidden = false;
    document.body.dataset['map'] = 'failed';
    if (!(error instanceof Error)) throw error;
    console.info(error.message);
  }
}

async function start(): Promise<void> {
  const data = readPageData();
  const asked = askForMap(data.lang);
  const text = await loadTexts(data.lang);
  const types = new Map(data.catalog.types.map((type) => [type.number, type]));
  const app: App = {
    store: createStore(firstState({ ...parseState(location.search, data.lang), lang: data.lang }, data)),
    data,
    text,
    formats: formatsFor(data.lang, data.months, text),
    typeOf: (number) => types.get(number),
  };
  const examples = document.getElementById('examples');
  for (const [id, content] of [
    ['search', <Search app={app} />],
    ['panel', <Panel app={app} examples={examples} />],
    ['timeline', <Timeline app={app} />],
  ] as const) {
    island(id).replaceChildren();
    render(content, island(id));
  }
  document.body.dataset['islands'] = 'ready';
  followHistory(app);
  followPlace(app);
  followList(app);
  followCard(app);
  followOutages(app);
  followOutageCard(app);
  await startMap(app, asked);
}

void start();
watchSignOut();
