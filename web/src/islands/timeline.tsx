/** Two thumbs over the months of all works, with a bar per month of how many works go on in it. */
import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { App } from '../app';
import { firstDayOfMonth, monthOf } from '../days';
import { barHeights, datesOf, monthsOf, scaleOf } from '../timeline-scale';
import { useStore } from '../store';
import { Icon } from './icon';
import { Moments, OpenMoments } from './moments';

const NO_COUNTS = {};

export function Timeline({ app }: { app: App }): JSX.Element {
  const { store, text, formats, data } = app;
  const from = useStore(store, (s) => s.from);
  const to = useStore(store, (s) => s.to);
  const counts = useStore(store, (s) => s.list?.counts.by_month ?? NO_COUNTS);
  const scale = scaleOf(data.catalog.years, data.catalog.today);
  const [dragged, setDragged] = useState<[number, number] | null>(null);
  const [low, high] = dragged ?? monthsOf(from, to, scale);
  const today = monthOf(data.catalog.today);
  const months = scale.last - scale.first + 1;
  const name = (month: number): string => formats.month(firstDayOfMonth(month));

  const settle = (): void => {
    if (!dragged) return;
    setDragged(null);
    store.set({ ...datesOf(dragged[0], dragged[1], scale), at: null, picked: [] });
  };
  const move = (thumb: 'low' | 'high', month: number): void =>
    setDragged(thumb === 'low' ? [Math.min(month, high), high] : [low, Math.max(month, low)]);
  const thumb = (which: 'low' | 'high'): JSX.Element => (
    <input
      type="range"
      class={`timeline-thumb is-${which}`}
      min={scale.first}
      max={scale.last}
      step={1}
      value={which === 'low' ? low : high}
      aria-label={text(which === 'low' ? 'timeline-from' : 'timeline-to')}
      aria-valuetext={name(which === 'low' ? low : high)}
      onInput={(event) => move(which, Number(event.currentTarget.value))}
      onChange={settle}
    />
  );
  const years = Array.from({ length: months / 12 }, (_, i) => scale.first / 12 + i);
  const open = from === null && to === null && dragged === null;
  return (
    <section class="timeline" aria-label={text('timeline')}>
      <p class="timeline-words">
        <Icon name="calendar" size={16} />
        <span>{open ? text('timeline-any') : low === high ? name(low) : `${name(low)} – ${name(high)}`}</span>
        {!open && (
          <button type="button" class="text-button" onClick={() => store.set({ from: null, to: null, at: null })}>
            {text('timeline-reset')}
          </button>
        )}
        <OpenMoments app={app} />
      </p>
      <div class="timeline-scale">
        <svg class="timeline-bars" viewBox={`0 0 ${months} 1`} preserveAspectRatio="none" aria-hidden="true">
          {barHeights(counts, scale).map((height, i) => {
            const month = scale.first + i;
            const kind = month < low || month > high ? 'is-out' : month === today ? 'is-today' : '';
            return <rect key={month} class={kind} x={i + 0.1} y={1 - height} width={0.8} height={height} />;
          })}
        </svg>
        <div class="timeline-thumbs">
          {thumb('low')}
          {thumb('high')}
        </div>
        <div class="timeline-years" aria-hidden="true">
          {years.map((year) => (
            <span key={year}>{year}</span>
          ))}
        </div>
      </div>
      <Moments app={app} />
    </section>
  );
}
