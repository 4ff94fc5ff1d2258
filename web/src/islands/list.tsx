/** The works on the screen as a list: everything the map says, in words. */
import type { JSX } from 'preact';
import type { WorkLine } from '../api';
import { PAGE_SIZE, type App } from '../app';
import { useStore } from '../store';
import { StatusSign } from './filters';
import { TypeBadge } from './icon';

export function when(app: App, work: Pick<WorkLine, 'planned_start' | 'planned_end'>): string {
  return app.formats.planned(work.planned_start, work.planned_end);
}

export function WorkRow({ app, work }: { app: App; work: WorkLine }): JSX.Element {
  const { store, text, data } = app;
  const chosen = useStore(store, (s) => s.work === work.id);
  const pointed = useStore(store, (s) => s.pointed === work.id);
  const open = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    store.set({ work: work.id, outage: null, sheet: store.get().sheet === 'peek' ? 'half' : store.get().sheet });
  };
  const statusTitle = data.catalog.statuses.find(({ code }) => code === work.status)?.title ?? work.status;
  return (
    <li
      class={chosen || pointed ? 'work-row is-chosen' : 'work-row'}
      onPointerEnter={() => store.set({ hovered: work })}
      onPointerLeave={() => store.set({ hovered: null })}
      onFocusCapture={() => store.set({ hovered: work })}
      onBlurCapture={() => store.set({ hovered: null })}
    >
      <TypeBadge color={work.type.color} icon={work.type.icon} />
      <div class="work-row-words">
        <a class="work-row-title" lang={work.title_lang} href={`/works/${work.id}?lang=${data.lang}`} onClick={open} aria-current={chosen ? 'true' : undefined}>
          {work.title}
        </a>
        <p class="work-row-place">{work.location}</p>
        <p class="work-row-facts">
          <span class="status">
            <StatusSign status={work.status} />
            {statusTitle}
          </span>
          <span>{when(app, work)}</span>
          {work.contractor && <span>{work.contractor.name}</span>}
          {work.is_training && <span class="training-word">{text('training-short')}</span>}
        </p>
      </div>
    </li>
  );
}

export function WorkList({ app }: { app: App }): JSX.Element | null {
  const { store, text } = app;
  const list = useStore(store, (s) => s.list);
  const state = useStore(store, (s) => s.listState);
  const limit = useStore(store, (s) => s.listLimit);
  if (state === 'failed') {
    return (
      <p class="note is-bad" role="alert">
        {text('list-failed')}
      </p>
    );
  }
  // The heading above says that the works are being counted.
  if (!list) return null;
  if (list.total === 0) return <p class="note">{text('list-empty')}</p>;
  return (
    <>
      <ol class="work-list" aria-busy={state === 'loading'} data-testid="work-list">
        {list.items.map((work) => (
          <WorkRow key={work.id} app={app} work={work} />
        ))}
      </ol>
      {list.total > list.items.length && (
        <button type="button" class="wide-button" onClick={() => store.set({ listLimit: limit + PAGE_SIZE })}>
          {text('list-more', { count: Math.min(PAGE_SIZE, list.total - list.items.length) })}
        </button>
      )}
    </>
  );
}
