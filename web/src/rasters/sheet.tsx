/** The sheet of overlays: which lie under the works, how opaque, and of the density the month and district. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App } from '../app';
import { Icon } from '../islands/icon';
import { useStore } from '../store';
import type { Text } from '../texts';
import { FIRST_OPACITY, layersText, parseLayers, withLayer, without, type ChosenLayer } from './chosen-layers';
import type { Offered, Overlay } from './offered';

export interface SheetProps {
  readonly app: App;
  readonly words: Text;
  readonly offered: Offered | null;
  readonly mayAdd: boolean;
  readonly show: (overlay: Overlay) => void;
}

const DENSITY_OPACITY = 70;
/** Months offered before and after the present one. */
const MONTHS_AROUND = 18;

function monthsAround(now: string): string[] {
  const [year = 0, month = 1] = now.split('-').map(Number);
  return Array.from({ length: 2 * MONTHS_AROUND + 1 }, (_, i) => {
    const at = year * 12 + month - 1 + i - MONTHS_AROUND;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

interface LineProps {
  readonly props: SheetProps;
  readonly layer: string;
  readonly title: string;
  readonly day?: string | undefined;
  readonly first: number;
  readonly children?: JSX.Element | JSX.Element[];
}

function useLayers({ app }: SheetProps): [ChosenLayer[], (layers: ChosenLayer[]) => void] {
  const text = useStore(app.store, (s) => s.overlays);
  return [parseLayers(text), (layers) => app.store.set({ overlays: layersText(layers) })];
}

function Line({ props, layer, title, day, first, children }: LineProps): JSX.Element {
  const { words } = props;
  const [layers, set] = useLayers(props);
  const chosen = layers.find((one) => one.layer === layer);
  const percent = words('overlays-percent', { number: chosen?.opacity ?? first });
  return (
    <li>
      <div class="overlay-line">
        <label class="overlay-name">
          <input type="checkbox" checked={chosen !== undefined} onChange={() => set(chosen ? without(layers, layer) : withLayer(layers, layer, { opacity: first }))} />
          <span>
            {title}
            {day && <span class="overlay-day"> · {day}</span>}
          </span>
        </label>
        {!Array.isArray(children) && children}
      </div>
      {chosen && (
        <div class="overlay-opacity">
          <input
            type="range" min={0} max={100} step={5} value={chosen.opacity}
            aria-label={words('overlays-opacity', { title })} aria-valuetext={percent}
            onInput={(event) => set(withLayer(layers, layer, { opacity: Number(event.currentTarget.value) }))}
          />
          <output>{percent}</output>
        </div>
      )}
      {chosen && Array.isArray(children) && children}
    </li>
  );
}

function Density({ props, offered }: { props: SheetProps; offered: NonNullable<Offered['density']> }): JSX.Element {
  const { app, words } = props;
  const [layers, set] = useLayers(props);
  const chosen = layers.find((one) => one.layer === offered.layer);
  const change = (to: Partial<ChosenLayer>): void => set(withLayer(layers, offered.layer, to));
  return (
    <Line props={props} layer={offered.layer} title={words('density-title')} first={DENSITY_OPACITY}>
      {[
        <div key="choice" class="density-choice">
          <select class="field-select" aria-label={words('density-month')} value={chosen?.month ?? offered.month} onChange={(event) => change({ month: event.currentTarget.value })}>
            {monthsAround(offered.month).map((month) => (
              <option key={month} value={month}>{app.formats.month(`${month}-01`)}</option>
            ))}
          </select>
          <select class="field-select" aria-label={words('density-district')} value={chosen?.district ?? ''} onChange={(event) => change({ district: Number(event.currentTarget.value) || null })}>
            <option value="">{words('density-whole-city')}</option>
            {app.data.catalog.districts.map(({ id, name }) => (
              <option key={id} value={id}>{name}</option>
            ))}
          </select>
        </div>,
        <div key="legend">
          <p id="density-legend" class="overlay-day">{words('density-legend')}</p>
          <ul class="density-legend" aria-labelledby="density-legend" data-testid="density-legend">
            {offered.classes.map(({ from, to, color }) => (
              <li key={from}>
                <span class="density-swatch" style={{ '--swatch': color }} />
                {to === null ? words('density-class-open', { first: from }) : to === from ? String(from) : words('density-class', { first: from, last: to })}
              </li>
            ))}
          </ul>
          <a class="text-button" href={`/planner/density.tif?month=${chosen?.month ?? offered.month}&district=${chosen?.district ?? ''}`}>{words('density-export')}</a>
        </div>,
      ]}
    </Line>
  );
}

function Sheet(props: SheetProps & { close: () => void }): JSX.Element {
  const { app, words, offered, mayAdd, show, close } = props;
  return (
    <section id="overlays-sheet" class="overlays-sheet" aria-labelledby="overlays-title" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <div class="overlays-head">
        <h2 id="overlays-title">{words('overlays')}</h2>
        <button type="button" class="icon-button" aria-label={words('overlays-close')} onClick={close}>
          <Icon name="x" size={18} />
        </button>
      </div>
      {offered === null && <p role="alert">{words('overlays-failed')}</p>}
      {offered !== null && (
        <ul class="overlays-list">
          {offered.density && <Density props={props} offered={offered.density} />}
          {offered.overlays.map((overlay) => (
            <Line key={overlay.layer} props={props} layer={overlay.layer} title={overlay.title} day={overlay.taken_on ? app.formats.day(overlay.taken_on) : undefined} first={FIRST_OPACITY}>
              <button type="button" class="icon-button" aria-label={words('overlays-find', { title: overlay.title })} onClick={() => show(overlay)}>
                <Icon name="maximize" size={16} />
              </button>
            </Line>
          ))}
        </ul>
      )}
      {offered !== null && offered.overlays.length === 0 && <p class="overlay-day">{words('overlays-none')}</p>}
      {mayAdd && <a class="text-button" href={`/planner/rasters?lang=${app.data.lang}`}>{words('overlays-add')}</a>}
    </section>
  );
}

export function Control(props: SheetProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const close = (): void => {
    setOpen(false);
    document.querySelector<HTMLElement>('.overlays-open')?.focus();
  };
  return (
    <>
      <div class="maplibregl-ctrl-group">
        <button type="button" class="overlays-open" aria-expanded={open} aria-controls="overlays-sheet" aria-label={props.words('overlays')} title={props.words('overlays')} onClick={() => setOpen(!open)}>
          <Icon name="layers" size={18} />
        </button>
      </div>
      {open && <Sheet {...props} close={close} />}
    </>
  );
}
