/** The card of one work: what, where, from when until when, how far along, who answers, where it is known from. */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Work } from '../api';
import type { App } from '../app';
import type { Named } from '../catalog';
import { NO_FILTER } from '../state';
import { useStore } from '../store';
import { Photos, Promised, useAppeals } from './card-more';
import { StatusSign } from './filters';
import { Icon, TypeBadge } from './icon';
import { when } from './list';
import { Reaction } from './reaction';
import { Print, Share } from './sharing';

function Fact({ icon, term, children }: { icon: string; term: string; children: ComponentChildren }): JSX.Element {
  return (
    <div class="fact">
      <Icon name={icon} />
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Progress({ app, work }: { app: App; work: Work }): JSX.Element | null {
  if (work.progress === null) return null;
  const words = app.text('card-progress', { percent: app.formats.percent(work.progress) });
  return (
    <div class="progress">
      <progress class={work.status === 'overdue' ? 'progress-bar is-late' : 'progress-bar'} max={1} value={work.progress} aria-label={words} />
      <p class="progress-words">{words}</p>
    </div>
  );
}

function Source({ app, work }: { app: App; work: Work }): JSX.Element {
  const { text } = app;
  const { source } = work;
  return (
    <>
      {source.file ? (
        <span>
          {source.row === null
            ? source.file
            : text(source.sheet ? 'card-source-row' : 'card-source-file', {
                file: source.file,
                sheet: source.sheet ?? '',
                row: String(source.row),
              })}
        </span>
      ) : (
        <span>{source.name === 'by_hand' ? text('card-source-by-hand') : source.name}</span>
      )}
      {source.url && (
        <a class="outside-link" href={source.url} rel="noreferrer nofollow">
          {text('card-source-link')}
          <Icon name="external-link" size={16} />
        </a>
      )}
    </>
  );
}

/** The contractor's name, which leads to its page as on the page of the work; below, all its works in this list. */
function Contractor({ app, contractor }: { app: App; contractor: Named }): JSX.Element {
  const { store, text, data } = app;
  const open = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    store.set({ ...NO_FILTER, contractor: contractor.id, work: null, picked: [], place: null, placeId: '', q: '' });
  };
  return (
    <>
      <a href={`/organisations/${contractor.id}?lang=${data.lang}`}>{contractor.name}</a>
      <a class="fact-more" href={`/?lang=${data.lang}&contractor=${contractor.id}`} onClick={open}>
        {text('card-all-of-contractor')}
      </a>
    </>
  );
}

/** In the list the map is out of sight: the way to it. */
function ShowOnMap({ app, work }: { app: App; work: Work }): JSX.Element | null {
  const { store, text } = app;
  const hidden = useStore(store, (s) => s.view === 'list' && s.mapState !== 'failed');
  if (!hidden || work.point === null) return null;
  return (
    <button type="button" class="soft-button" onClick={() => store.set({ view: 'map', sheet: 'half' })}>
      <Icon name="map" size={18} />
      {text('card-on-map')}
    </button>
  );
}

function Words({ app, work }: { app: App; work: Work }): JSX.Element {
  const { text, formats, data } = app;
  const statusTitle = data.catalog.statuses.find(({ code }) => code === work.status)?.title ?? work.status;
  const appeals = useAppeals(app, work.id);
  return (
    <>
      <p class="card-kind">
        <TypeBadge color={work.type.color} icon={work.type.icon} />
        <span>{work.type.title}</span>
      </p>
      <h2 class="card-title" lang={work.title_lang} tabIndex={-1}>
        {work.title}
      </h2>
      {work.is_training && (
        <p class="training">
          <Icon name="graduation-cap" size={18} />
          {text('training')}
        </p>
      )}
      <p class={`card-status is-${work.status}`}>
        <StatusSign status={work.status} />
        <strong>{statusTitle}</strong>
        <span>{text(`status-${work.status.replaceAll('_', '-')}-means`)}</span>
      </p>
      <Progress app={app} work={work} />
      <Photos app={app} work={work} />
      <dl class="facts">
        <Fact icon="map-pin" term={text('card-where')}>
          {work.location}
          {work.district && <span class="fact-more">{work.district.name}</span>}
          {work.place_note && <span class="fact-more">{work.place_note}</span>}
        </Fact>
        <Fact icon="calendar" term={text('card-when')}>
          {when(app, work)}
          {work.actual_start && (
            <span class="fact-more">{text('card-started', { day: formats.day(work.actual_start) })}</span>
          )}
          {work.actual_end && <span class="fact-more">{text('card-ended', { day: formats.day(work.actual_end) })}</span>}
          {work.moved && <span class="fact-more is-moved">{work.moved.words}</span>}
          <Promised app={app} work={work} />
        </Fact>
        <Fact icon="hard-hat" term={text('card-contractor')}>
          {work.contractor ? (
            <Contractor app={app} contractor={work.contractor} />
          ) : (
            <span class="unknown">{text('card-unknown')}</span>
          )}
        </Fact>
        <Fact icon="landmark" term={text('card-customer')}>
          {work.customer ? (
            <a href={`/organisations/${work.customer.id}?lang=${app.data.lang}`}>{work.customer.name}</a>
          ) : (
            <span class="unknown">{text('card-unknown')}</span>
          )}
        </Fact>
        {work.quantity !== null && (
          <Fact icon="ruler" term={text('card-quantity')}>{`${formats.number(work.quantity)} ${work.unit ?? ''}`.trim()}</Fact>
        )}
        {work.budget !== null && (
          <Fact icon="wallet" term={text('card-budget')}>{text('money', { amount: formats.number(work.budget), currency: work.currency })}</Fact>
        )}
        {work.closes_road && <Fact icon="construction" term={text('card-effect')}>{text('card-closes-road')}</Fact>}
        {work.excavates && <Fact icon="shovel" term={text('card-surface')}>{text('card-excavates')}</Fact>}
        {work.surfaces.filter(({ in_force }) => in_force).map(({ kind, to_day, guarantor }) => (
          <Fact key={kind} icon="shield" term={text(kind === 'warranty' ? 'surface-warranty' : 'surface-protection')}>
            {text('surface-until', { day: formats.day(to_day) })}
            {kind === 'warranty' && guarantor && <span class="fact-more">{text('surface-guarantor', { name: guarantor.name })}</span>}
          </Fact>
        ))}
        {appeals && (
          <Fact icon="inbox" term={text('work-appeals')}>
            {appeals.all}
            {appeals.open && <span class="fact-more">{appeals.open}</span>}
          </Fact>
        )}
        <Fact icon="file-spreadsheet" term={text('card-source')}>
          <Source app={app} work={work} />
        </Fact>
      </dl>
      <Reaction key={work.id} app={app} work={work.id} />
      <p class="card-actions">
        <ShowOnMap app={app} work={work} />
        <a class="soft-button" href={`/works/${work.id}?lang=${data.lang}`}>
          <Icon name="chevron-right" size={18} />
          {text('card-page')}
        </a>
        <Share app={app} work={work} />
        <Print app={app} />
        <a class="soft-button" href={`/appeals/new?lang=${data.lang}&work=${work.id}`}>
          <Icon name="pencil" size={18} />
          {text('report-work')}
        </a>
      </p>
    </>
  );
}

export function Card({ app }: { app: App }): JSX.Element {
  const { store, text } = app;
  const work = useStore(store, (s) => s.card);
  const state = useStore(store, (s) => s.cardState);
  const picked = useStore(store, (s) => s.picked);
  const body = useRef<HTMLElement>(null);
  useEffect(() => {
    if (state === 'ready') body.current?.querySelector<HTMLElement>('.card-title')?.focus({ preventScroll: true });
    body.current?.closest('.panel-scroll')?.scrollTo({ top: 0 });
  }, [state, work?.id]);
  return (
    <article ref={body} class="card" aria-busy={state === 'loading'} data-testid="card">
      <button type="button" class="text-button card-back" onClick={() => store.set({ work: null })}>
        <Icon name="arrow-left" size={18} />
        {text(picked.length > 1 ? 'card-back-to-picked' : 'card-back')}
      </button>
      {state === 'loading' && <p class="note">{text('card-loading')}</p>}
      {state === 'missing' && <p class="note is-bad">{text('card-missing')}</p>}
      {state === 'failed' && <p class="note is-bad">{text('card-failed')}</p>}
      {state === 'ready' && work && <Words app={app} work={work} />}
    </article>
  );
}
