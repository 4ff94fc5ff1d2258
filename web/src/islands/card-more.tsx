/** Below the facts of a card: photos, every day that was promised, appeals in numbers. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Work } from '../api';
import type { App } from '../app';
import { fetchAppeals, fetchPhotos, type ShownPhoto } from '../beside-work';
import { when } from './list';

/** What is fetched for one work and thrown away for the next; undefined until it is there. */
function useFetched<T>(work: number, fetcher: (signal: AbortSignal) => Promise<T>): T | undefined {
  const [found, setFound] = useState<{ work: number; value: T } | undefined>(undefined);
  useEffect(() => {
    const asked = new AbortController();
    fetcher(asked.signal).then(
      (value) => setFound({ work, value }),
      () => undefined,
    );
    return () => asked.abort();
  }, [work]);
  return found?.work === work ? found.value : undefined;
}

export function Photos({ app, work }: { app: App; work: Work }): JSX.Element | null {
  const { text, formats, data } = app;
  const photos = useFetched<ShownPhoto[]>(work.id, (signal) => fetchPhotos(work.id, data.lang, signal));
  if (!photos?.length) return null;
  return (
    <div class="before-after" data-testid="card-photos">
      {photos.map(({ url, thumb, width, height, kind, day }) => {
        const words = `${text(kind === 'start' ? 'report-before' : kind === 'finish' ? 'report-after' : 'report-kind-progress')}, ${formats.day(day)}`;
        return (
          <figure key={url}>
            <a class="report-photo" href={url}>
              <img src={thumb} width={width} height={height} alt={words} decoding="async" />
            </a>
            <figcaption>{words}</figcaption>
          </figure>
        );
      })}
    </div>
  );
}

/** Every day that was ever promised, the newest first; of days that were never moved the facts say enough. */
export function Promised({ app, work }: { app: App; work: Work }): JSX.Element | null {
  const { text } = app;
  if (!work.moved) return null;
  return (
    <details class="promised">
      <summary class="text-button">{text('card-promised')}</summary>
      <ol class="events">
        {[...work.schedule].reverse().map((version) => (
          <li key={version.version}>
            <span class="event-day">{when(app, version)}</span> {version.reason}
            <span class="fact-more">{version.by}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** "12 appeals, 3 of them open", or that there are a few; null while none are known. */
export function useAppeals({ text }: App, work: number): { all: string; open: string } | null {
  const counts = useFetched(work, (signal) => fetchAppeals(work, signal));
  if (!counts || counts.total === 0) return null;
  return {
    all: counts.total === null ? text('work-appeals-few') : text('work-appeals-total', { count: counts.total }),
    open: counts.open ? text('work-appeals-open', { count: counts.open }) : '',
  };
}
