/** Stretching by the wheel (with Ctrl or ⌘), by buttons and by the keys + and −. */
import { held, scrollAfter } from './stretch';

/** The width of the column of names, which stays where it is. */
export const namesOf = (scroll: HTMLElement): number => scroll.querySelector('thead th')?.getBoundingClientRect().width ?? 0;

export function followZoom(scroll: HTMLElement): void {
  let zoom = 1;
  const stretch = (by: number, pointer: number): void => {
    const next = held(zoom * by);
    if (next === zoom) return;
    const to = scrollAfter(pointer, namesOf(scroll), scroll.scrollLeft, zoom, next);
    zoom = next;
    document.querySelector<HTMLElement>('.gantt-page')!.style.setProperty('--zoom', String(zoom));
    scroll.scrollLeft = to;
    scroll.dataset['zoom'] = String(zoom);
  };
  const middle = (): number => (namesOf(scroll) + scroll.clientWidth) / 2;
  scroll.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      stretch(event.deltaY < 0 ? 1.25 : 0.8, event.clientX - scroll.getBoundingClientRect().left);
    },
    { passive: false },
  );
  scroll.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') stretch(2, middle());
    else if (event.key === '-') stretch(0.5, middle());
    else return;
    event.preventDefault();
  });
  for (const box of document.querySelectorAll<HTMLElement>('[data-zoom]')) {
    box.hidden = false;
    for (const button of box.querySelectorAll<HTMLElement>('[data-zoom-by]')) {
      button.addEventListener('click', () => stretch(Number(button.dataset['zoomBy']), middle()));
    }
  }
}
