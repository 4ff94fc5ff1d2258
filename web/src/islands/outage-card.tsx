/** The card of one shut-off: what is off, where, when, who says so, because of which work, how sure the area is. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { App } from '../app';
import type { Outage } from '../outages';
import { useStore } from '../store';
import { Icon, TypeBadge } from './icon';
import { termOf } from './outage-list';

function Fact({ icon, term, children }: { icon: string; term: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="fact">
      <Icon name={icon} />
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Area({ app, outage }: { app: App; outage: Outage }): JSX.Element {
  const { text, formats } = app;
  const missing = outage.parts.flatMap((part) => (part.missing ? [part.missing] : [])).join('; ');
  const words =
    outage.area_from === 'located'
      ? text('outage-area-located', { percent: formats.percent(outage.confidence) })
      : text(outage.area_from === 'given' ? 'outage-area-given' : 'outage-area-none');
  return (
    <>
      {words}
      {outage.is_partial && missing && <span class="fact-more">{text('outage-partial', { missing })}</span>}
    </>
  );
}

function Words({ app, outage }: { app: App; outage: Outage }): JSX.Element {
  const { store, text, formats, data } = app;
  const kind = data.outages.find(({ code }) => code === outage.kind);
  const { work } = outage;
  const openWork = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || !work) return;
    event.preventDefault();
    store.set({ work: work.id, outage: null });
  };
  return (
    <>
      <p class="card-kind">
        <TypeBadge color={kind?.color ?? '#5b5b66'} icon={kind?.icon ?? 'triangle-alert'} />
        <span>{text('outages-title')}</span>
      </p>
      <h2 class="card-title" tabIndex={-1}>
        {outage.kind_title}
      </h2>
      {outage.is_training && (
        <p class="training">
          <Icon name="graduation-cap" size={18} />
          {text('training')}
        </p>
      )}
      <p class="card-status">
        <strong>{text(`outage-status-${outage.status.replaceAll('_', '-')}`)}</strong>
        {outage.state === 'extended' && <span> {text('outage-state-extended')}</span>}
      </p>
      <dl class="facts">
        <Fact icon="map-pin" term={text('outage-where')}>
          {outage.place}
        </Fact>
        <Fact icon="calendar" term={text('outage-when')}>
          {termOf(app, outage)}
        </Fact>
        <Fact icon="building-2" term={text('outage-publisher')}>
          {outage.publisher}
        </Fact>
        {outage.reason && (
          <Fact icon="info" term={text('outage-reason')}>
            {outage.reason}
          </Fact>
        )}
        {work && (
          <Fact icon="construction" term={text('outage-work')}>
            <a href={`/works/${work.id}?lang=${data.lang}`} lang={work.title_lang} onClick={openWork}>
              {work.title}
            </a>
            <span class="fact-more">{text('outage-work-sure', { percent: formats.percent(work.score) })}</span>
          </Fact>
        )}
        <Fact icon="layers" term={text('outage-area')}>
          <Area app={app} outage={outage} />
        </Fact>
      </dl>
      <p class="card-actions">
        <a class="wide-button" href={`/outages/${outage.id}?lang=${data.lang}`}>
          {text('outage-page')}
        </a>
      </p>
    </>
  );
}

export function OutageCard({ app }: { app: App }): JSX.Element {
  const { store, text } = app;
  const outage = useStore(store, (s) => s.outageCard);
  const state = useStore(store, (s) => s.outageState);
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    if (outage) article.current?.querySelector<HTMLElement>('.card-title')?.focus({ preventScroll: true });
  }, [outage]);
  return (
    <article class="card" ref={article} aria-busy={state === 'loading'} data-testid="outage-card">
      <button type="button" class="text-button card-back" onClick={() => store.set({ outage: null })}>
        <Icon name="arrow-left" size={18} />
        {text('card-back')}
      </button>
      {state === 'loading' && <p class="note">{text('outage-loading')}</p>}
      {state === 'missing' && <p class="note is-bad">{text('outage-missing')}</p>}
      {state === 'failed' && <p class="note is-bad">{text('outage-failed')}</p>}
      {state === 'ready' && outage && <Words app={app} outage={outage} />}
    </article>
  );
}
