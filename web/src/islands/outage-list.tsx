/** Shut-offs in the panel: a switch for the map, and the first of those on the screen. */
import type { JSX } from 'preact';
import type { App } from '../app';
import { clock, type OutageLine } from '../outages';
import { useStore } from '../store';
import { Icon, TypeBadge } from './icon';

export function termOf({ text, formats }: Pick<App, 'text' | 'formats'>, outage: OutageLine): string {
  const { first_day: first, last_day: last, daily_from: begins, daily_to: ends } = outage;
  const day = first ?? last;
  const days = day === null ? text('no-dates') : formats.days(day, last ?? day);
  return begins && ends ? `${days}, ${text('outage-hours', { first: clock(begins), last: clock(ends) })}` : days;
}

function Row({ app, outage }: { app: App; outage: OutageLine }): JSX.Element {
  const { store, text, data } = app;
  const kind = data.outages.find(({ code }) => code === outage.kind);
  const open = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    store.set({ outage: outage.id, work: null, sheet: store.get().sheet === 'peek' ? 'half' : store.get().sheet });
  };
  return (
    <li class="work-row">
      <TypeBadge color={kind?.color ?? '#5b5b66'} icon={kind?.icon ?? 'triangle-alert'} />
      <div class="work-row-words">
        <a class="work-row-title" href={`/outages/${outage.id}?lang=${data.lang}`} onClick={open}>
          {outage.kind_title}
        </a>
        <p class="work-row-place">{outage.place}</p>
        <p class="work-row-facts">
          <span>{text(`outage-status-${outage.status.replaceAll('_', '-')}`)}</span>
          <span>{termOf(app, outage)}</span>
          {outage.is_training && <span class="training-word">{text('training-short')}</span>}
        </p>
      </div>
    </li>
  );
}

export function Outages({ app }: { app: App }): JSX.Element {
  const { store, text, formats, data } = app;
  const on = useStore(store, (s) => s.outages);
  const list = useStore(store, (s) => s.outageList);
  const rest = list ? list.total - list.items.length : 0;
  return (
    <section class="outages" aria-labelledby="outages-title" data-testid="outages">
      <button type="button" class="legend-toggle" aria-pressed={on} onClick={() => store.set({ outages: !on })}>
        <Icon name="triangle-alert" size={18} />
        <span id="outages-title" class="legend-title">
          {text('outages-title')}
        </span>
        <span class="legend-count">{on && list ? formats.number(list.total) : ''}</span>
      </button>
      {on && list && list.items.length > 0 && (
        <ol class="work-list">
          {list.items.map((outage) => (
            <Row key={outage.id} app={app} outage={outage} />
          ))}
        </ol>
      )}
      {on && list && (
        <p class="outages-all">
          {rest > 0 && <span>{text('outages-more', { count: rest })} </span>}
          <a href={`/outages?lang=${data.lang}`}>{text('outages-all')}</a>
        </p>
      )}
    </section>
  );
}
