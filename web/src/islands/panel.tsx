/** The panel beside the map (a sheet from below on a phone): card, choice of overlapping works, or filters and list. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { type App, type AppState, type Sheet } from '../app';
import { filterOf, isFiltered } from '../state';
import { useStore, type Store } from '../store';
import { Card } from './card';
import { Chosen } from './chosen';
import { Concerns } from './concerns';
import { Filters, Presets } from './filters';
import { Icon } from './icon';
import { Legend } from './legend';
import { OutageCard } from './outage-card';
import { Outages } from './outage-list';
import { WorkList, WorkRow } from './list';
import { NearMe } from './near-me';
import { ReportHere } from './report-here';
import { AppealCells } from './appeal-cells';
import { SurfaceKey } from './surface-key';

const NEXT: Record<Sheet, Sheet> = { peek: 'half', half: 'full', full: 'peek' };
const DRAG_PX = 30;

function Handle({ app }: { app: App }): JSX.Element {
  const { store, text } = app;
  const sheet = useStore(store, (s) => s.sheet);
  const from = useRef<number | null>(null);
  const dragged = useRef(false);
  const up: Record<Sheet, Sheet> = { peek: 'half', half: 'full', full: 'full' };
  const down: Record<Sheet, Sheet> = { peek: 'peek', half: 'peek', full: 'half' };
  return (
    <button
      type="button"
      class="handle"
      aria-label={text(sheet === 'full' ? 'sheet-close' : 'sheet-open')}
      onPointerDown={(event) => {
        from.current = event.clientY;
        dragged.current = false;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerUp={(event) => {
        if (from.current === null) return;
        const moved = event.clientY - from.current;
        from.current = null;
        if (Math.abs(moved) < DRAG_PX) return;
        dragged.current = true;
        store.set({ sheet: (moved < 0 ? up : down)[sheet], view: 'map' });
      }}
      onClick={() => {
        if (dragged.current) dragged.current = false;
        else if (store.get().view === 'list') store.set({ view: 'map', sheet: 'half' });
        else store.set({ sheet: NEXT[sheet] });
      }}
    />
  );
}

function Picked({ app }: { app: App }): JSX.Element {
  const { store, text } = app;
  const picked = useStore(store, (s) => s.picked);
  return (
    <section class="picked" aria-labelledby="picked-title" data-testid="picked">
      <button type="button" class="text-button card-back" onClick={() => store.set({ picked: [] })}>
        <Icon name="arrow-left" size={18} />
        {text('card-back')}
      </button>
      <h2 id="picked-title" class="section-title">
        {text('picked', { count: picked.length })}
      </h2>
      <ol class="work-list">
        {picked.map((work) => (
          <WorkRow key={work.id} app={app} work={work} />
        ))}
      </ol>
    </section>
  );
}

function Summary({ app }: { app: App }): JSX.Element {
  const { store, text, formats } = app;
  const list = useStore(store, (s) => s.list);
  const bbox = useStore(store, (s) => s.bbox);
  const view = useStore(store, (s) => s.view);
  const place = useStore(store, (s) => s.place);
  const total = list?.total ?? 0;
  const key = place ? 'list-at-place' : bbox ? 'list-on-screen' : 'list-in-city';
  const words = { count: total, shown: formats.number(total), place: place?.label ?? '' };
  return (
    <div class="summary">
      <h2 class="section-title">
        <span role="status">
          {list ? text(key, words) : text('list-loading')}
        </span>
      </h2>
      <button
        type="button"
        class="soft-button"
        aria-pressed={view === 'list'}
        onClick={() => store.set({ view: view === 'list' ? 'map' : 'list', sheet: view === 'list' ? 'peek' : 'full' })}
      >
        <Icon name={view === 'list' ? 'map' : 'list'} size={18} />
        {text(view === 'list' ? 'view-map' : 'view-list')}
      </button>
    </div>
  );
}

function Results({ app, examples }: { app: App; examples: HTMLElement | null }): JSX.Element {
  const { store, text } = app;
  const open = useStore(store, (s) => s.filtersOpen);
  const filtered = useStore(store, (s) => isFiltered(filterOf(s)));
  const first = useStore(store, (s) => !isFiltered(filterOf(s)) && s.q === '' && s.view === 'map');
  // Who asked for a place wants the answer first: the kinds of works wait behind the filters.
  const asked = useStore(store, (s) => s.place !== null);
  return (
    <>
      <Presets app={app} />
      <Concerns app={app} />
      {!asked && <NearMe app={app} />}
      {first && examples && <Kept element={examples} />}
      {asked && <Summary app={app} />}
      {asked && <OfPlace app={app} />}
      {(!asked || open) && <Legend app={app} />}
      <button
        type="button"
        class="wide-button filters-button"
        aria-expanded={open}
        onClick={() => store.set({ filtersOpen: !open, sheet: store.get().sheet === 'peek' ? 'half' : store.get().sheet })}
      >
        <Icon name="sliders-horizontal" size={18} />
        {text('filters')}
        {filtered && <span class="filters-on">{text('filters-on')}</span>}
      </button>
      {open && <Filters app={app} />}
      <ReportHere app={app} />
      <Chosen app={app} />
      <Outages app={app} />
      <AppealCells app={app} />
      <SurfaceKey app={app} />
      {!asked && <Summary app={app} />}
      <WorkList app={app} />
    </>
  );
}

/** Puts an element that the server rendered where the page now wants it. */
function Kept({ element }: { element: HTMLElement }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.append(element);
  }, [element]);
  return <div ref={place} />;
}

/** While the list is that of a place: its one answer in words, and one press that gives back the list of the map. */
function OfPlace({ app }: { app: App }): JSX.Element | null {
  const place = useStore(app.store, (s) => s.place);
  if (!place) return null;
  const id = place.id || place.point.map((degrees) => degrees.toFixed(5)).join(',');
  return (
    <>
      <a class="text-button whole-map" href={`/place/${id}?lang=${app.data.lang}`}>
        <Icon name="circle-help" size={16} />
        {app.text('list-answer')}
      </a>
      <button type="button" class="text-button whole-map" onClick={() => app.store.set({ place: null, placeId: '', q: '' })}>
        <Icon name="x" size={16} />
        {app.text('list-whole-map')}
      </button>
    </>
  );
}

/** A person who walks with the keyboard into the part of the sheet that is out of sight gets to see it. */
function showFocused(store: Store<AppState>, event: FocusEvent): void {
  const target = event.target as HTMLElement;
  if (store.get().sheet === 'peek' && target.matches(':focus-visible')) store.set({ sheet: 'half' });
}

export function Panel({ app, examples }: { app: App; examples: HTMLElement | null }): JSX.Element {
  const { store } = app;
  const work = useStore(store, (s) => s.work);
  const outage = useStore(store, (s) => s.outage);
  const picked = useStore(store, (s) => s.picked.length > 0);
  const sheet = useStore(store, (s) => s.sheet);
  const view = useStore(store, (s) => s.view);
  useEffect(() => {
    document.body.dataset['sheet'] = sheet;
    document.body.dataset['view'] = view;
  }, [sheet, view]);
  return (
    <>
      <Handle app={app} />
      <div class="panel-scroll" onFocusCapture={(event) => showFocused(store, event)}>
        {work !== null ? <Card app={app} /> : outage !== null ? <OutageCard app={app} /> : picked ? <Picked app={app} /> : <Results app={app} examples={examples} />}
      </div>
    </>
  );
}
