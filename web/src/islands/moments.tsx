/** A slider over the days, weeks or months of the period, with play: what goes on in the week of 12 June? */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { App } from '../app';
import { bounds, firstMoment, momentNumber, momentOf, momentOfNumber, periodOf, STEPS, type Step } from '../moments';
import { useStore } from '../store';
import { WORKS_ZOOM } from '../zooms';
import { momentWords } from './chosen';
import { Icon } from './icon';

/** How long a moment stands before the next: long enough to read the number of works in it. */
const STAY_MS = 1200;

/** Who asks for less motion steps by hand: nothing moves by itself. */
const wantsStillness = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

export function OpenMoments({ app: { store, text, data } }: { app: App }): JSX.Element {
  const open = useStore(store, (s) => s.at !== null);
  const toggle = (): void => {
    const { from, to } = store.get();
    const { today } = data.catalog;
    store.set({ at: open ? null : firstMoment(periodOf(from, to, today), today), picked: [], sheet: 'peek', filtersOpen: false });
  };
  return (
    <button type="button" class="text-button moments-open" aria-expanded={open} onClick={toggle}>
      <Icon name={open ? 'x' : 'clock'} size={16} />
      {text(open ? 'moments-close' : 'moments-open')}
    </button>
  );
}

export function Moments({ app }: { app: App }): JSX.Element | null {
  return useStore(app.store, (s) => s.at !== null) ? <Slider app={app} /> : null;
}

/** Goes on once the list of the present moment is there, so that the number of works beside it is its own. */
function usePlay({ store }: Pick<App, 'store'>, next: (() => void) | null): [boolean, (playing: boolean) => void] {
  const [playing, setPlaying] = useState(false);
  const at = useStore(store, (s) => s.at);
  const listed = useStore(store, (s) => s.listState !== 'loading');
  useEffect(() => {
    if (!playing) return undefined;
    if (next === null) {
      setPlaying(false);
      return undefined;
    }
    if (!listed) return undefined;
    const timer = window.setTimeout(next, STAY_MS);
    return () => clearTimeout(timer);
  }, [playing, at, listed]);
  return [playing, setPlaying];
}

function Slider({ app }: { app: App }): JSX.Element {
  const { store, text, formats, data } = app;
  const at = useStore(store, (s) => s.at) ?? data.catalog.today;
  const step = useStore(store, (s) => s.step);
  const from = useStore(store, (s) => s.from);
  const to = useStore(store, (s) => s.to);
  const total = useStore(store, (s) => (s.listState === 'ready' ? (s.list?.total ?? null) : null));
  const isFar = useStore(store, (s) => s.mapState === 'ready' && (s.z ?? 0) < WORKS_ZOOM);
  const [first, last] = bounds(periodOf(from, to, data.catalog.today), step);
  const now = Math.max(first, Math.min(last, momentNumber(at, step)));
  const words = momentWords(app, momentOf(at, step));
  const go = (number: number): void => store.set({ at: momentOfNumber(number, step).from, picked: [] });
  const [playing, setPlaying] = usePlay(app, now < last ? () => go(now + 1) : null);
  const play = (): void => {
    if (!playing && now === last) go(first);
    setPlaying(!playing);
  };
  const by = (count: number, name: string, sign: string): JSX.Element => (
    <button type="button" class="moments-button" aria-label={text(name)} disabled={now + count < first || now + count > last} onClick={() => go(now + count)}>
      <Icon name={sign} size={18} />
    </button>
  );
  return (
    <div class="moments" role="group" aria-label={text('moments')} data-testid="moments">
      {!wantsStillness() && (
        <button type="button" class="moments-button is-main" aria-label={text(playing ? 'moments-pause' : 'moments-play')} onClick={play}>
          <Icon name={playing ? 'pause' : 'play'} size={18} />
        </button>
      )}
      {by(-1, 'moments-back', 'chevron-left')}
      <input
        type="range" class="moments-slider" min={first} max={last} step={1} value={now}
        aria-label={text('moments-slider')} aria-valuetext={words}
        onInput={(event) => {
          setPlaying(false);
          go(Number(event.currentTarget.value));
        }}
      />
      {by(1, 'moments-forward', 'chevron-right')}
      <select class="moments-step" aria-label={text('moments-step')} value={step} onChange={(event) => store.set({ step: event.currentTarget.value as Step })}>
        {STEPS.map((one) => (
          <option key={one} value={one}>
            {text(`moments-${one}`)}
          </option>
        ))}
      </select>
      <p class="moments-words">
        <strong>{words}</strong>
        {total !== null && <span>{text('list-on-screen', { count: total, shown: formats.number(total) })}</span>}
        {isFar && <span class="moments-far">{text('moments-far')}</span>}
      </p>
    </div>
  );
}
