/** The search box: a combobox with suggestions from the register. Without script it is a plain form. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { JSX } from 'preact';
import { fetchPlaces, geocode } from '../api';
import type { App } from '../app';
import type { Place } from '../catalog';
import { linkId } from '../state';
import { askedWords, hasTypedNumbers } from '../place-words';
import { useStore } from '../store';
import { Icon } from './icon';

const TYPING_MS = 140;

const KIND_ICONS: Record<string, string> = {
  street: 'route',
  house: 'house',
  microdistrict: 'building-2',
  landmark: 'landmark',
  park: 'trees',
  district: 'map',
  crossing: 'milestone',
};

export function Search({ app }: { app: App }): JSX.Element {
  const { store, text } = app;
  const q = useStore(store, (s) => s.q);
  const place = useStore(store, (s) => s.place);
  const [words, setWords] = useState(q);
  const [items, setItems] = useState<Place[]>([]);
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const request = useRef<AbortController | null>(null);
  const timer = useRef(0);
  const id = useId();

  useEffect(() => setWords(q), [q]);

  const close = (): void => {
    setOpen(false);
    setActive(-1);
  };
  const choose = (chosen: Place): void => {
    close();
    setWords(chosen.label);
    store.set({ q: chosen.label, place: chosen, placeId: linkId(chosen), work: null, picked: [], view: 'map', sheet: 'half' });
    input.current?.blur();
  };
  const clear = (): void => {
    close();
    setWords('');
    setItems([]);
    store.set({ q: '', place: null, placeId: '' });
    input.current?.focus();
  };
  const ask = async (words: string): Promise<Place[]> => {
    const asked = askedWords(words);
    request.current?.abort();
    request.current = new AbortController();
    const { lon, lat } = store.get();
    try {
      return await fetchPlaces(asked, app.data.lang, lon !== null && lat !== null ? [lon, lat] : null, request.current.signal);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      setNote(text('search-failed'));
      return [];
    }
  };
  const suggest = (typed: string): void => {
    setWords(typed);
    setNote('');
    clearTimeout(timer.current);
    if (typed.trim().length < 2) {
      request.current?.abort();
      setItems([]);
      close();
      return;
    }
    timer.current = window.setTimeout(() => {
      ask(typed.trim()).then(
        (found) => {
          setItems(found);
          setActive(-1);
          setOpen(true);
          setNote(found.length ? text('search-found', { count: found.length }) : text('search-nothing'));
        },
        () => undefined,
      );
    }, TYPING_MS);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    clearTimeout(timer.current);
    const typed = words.trim();
    const chosen = items[active] ?? (open && items[0] && hasTypedNumbers(typed, items[0].label) ? items[0] : undefined);
    if (chosen) return choose(chosen);
    if (typed === '') return clear();
    const locate = async (): Promise<Place | null> => {
      const [found] = await ask(typed);
      return found && hasTypedNumbers(typed, found.label) ? found : await geocode(askedWords(typed), app.data.lang);
    };
    locate().then(
      (found) => {
        if (found) choose(found);
        else {
          setNote(text('search-nothing'));
          setItems([]);
          setOpen(true);
        }
      },
      () => undefined,
    );
  };
  // A house has the districts of its whole street beside it, which says nothing of the house.
  const detailOf = ({ kind, detail }: Place): string =>
    (kind === 'house' ? '' : detail) || text(`place-kind-${kind in KIND_ICONS ? kind : 'other'}`);
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      if (open) close();
      else clear();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!items.length) return;
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((active + step + items.length + (active < 0 && step < 0 ? 1 : 0)) % items.length);
    }
  };

  return (
    <form class="search" role="search" onSubmit={submit}>
      <label class="visually-hidden" for={`${id}-q`}>
        {text('search-label')}
      </label>
      <Icon name="search" />
      <input
        ref={input}
        id={`${id}-q`}
        class="search-input"
        name="q"
        type="text"
        inputMode="search"
        enterkeyhint="search"
        autocomplete="off"
        spellcheck={false}
        placeholder={text('search-placeholder')}
        value={words}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        onInput={(event) => suggest(event.currentTarget.value)}
        onKeyDown={keys}
        onFocus={() => items.length && words !== place?.label && setOpen(true)}
        onBlur={() => window.setTimeout(close, 120)}
      />
      {words !== '' && (
        <button type="button" class="icon-button" aria-label={text('search-clear')} onClick={clear}>
          <Icon name="x" />
        </button>
      )}
      <ul id={`${id}-list`} class="suggestions" role="listbox" aria-label={text('search-suggestions')} hidden={!open || !items.length}>
        {items.map((item, i) => (
          <li
            key={item.id}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === active}
            class="suggestion"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(item)}
          >
            <Icon name={KIND_ICONS[item.kind] ?? 'map-pin'} />
            <span class="suggestion-words">
              <span class="suggestion-label">{item.label}</span>
              <span class="suggestion-detail">{detailOf(item)}</span>
            </span>
          </li>
        ))}
      </ul>
      {open && !items.length && note && <p class="suggestions suggestions-note">{note}</p>}
      <p class="visually-hidden" role="status">
        {note}
      </p>
    </form>
  );
}
