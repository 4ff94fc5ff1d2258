/** Walking from work to work by keys: arrows, Home, End; Space opens the card, Enter the work's page. */
import { rowAfter, scrollTo } from './stretch';
import { namesOf } from './zoom';

const PLACE = 'timeline-place';

const linkOf = (row: HTMLElement): HTMLAnchorElement => row.querySelector<HTMLAnchorElement>('.gantt-work')!;

/** Brings the first bar of a row into sight. */
function show(row: HTMLElement, scroll: HTMLElement): void {
  const bar = row.querySelector('.bar:not(.is-clash)');
  if (!bar) return;
  const edge = scroll.getBoundingClientRect();
  const { left, right } = bar.getBoundingClientRect();
  scroll.scrollLeft += scrollTo(left - edge.left, right - edge.left, namesOf(scroll), scroll.clientWidth);
}

export function followRows(table: HTMLElement, scroll: HTMLElement, open: (row: HTMLElement) => void): void {
  const rows = [...table.querySelectorAll<HTMLElement>('.gantt-row')];
  table.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const row = (event.target as HTMLElement).closest<HTMLElement>('.gantt-row');
    if (!row) return;
    if (event.key === ' ') {
      event.preventDefault();
      open(row);
      return;
    }
    const next = rowAfter(event.key, rows.indexOf(row), rows.length);
    if (next === null) return;
    event.preventDefault();
    const link = linkOf(rows[next]!);
    link.focus({ preventScroll: true });
    rows[next]!.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    show(rows[next]!, scroll);
  });
  table.addEventListener('click', (event) => {
    const cell = (event.target as HTMLElement).closest('.gantt-row > td');
    if (cell) open(cell.closest<HTMLElement>('.gantt-row')!);
  });
}

/** Where there is not room for the whole period, today is what is looked at first. */
export function showToday(scroll: HTMLElement): void {
  const line = scroll.querySelector('.gantt-grid .is-today');
  const names = namesOf(scroll);
  if (line) scroll.scrollLeft += line.getBoundingClientRect().left - scroll.getBoundingClientRect().left - (names + scroll.clientWidth) / 2;
}

/** Keeps where a person is over a reload of the page after a change. */
export function keepPlace(scroll: HTMLElement, work: string): void {
  sessionStorage.setItem(PLACE, JSON.stringify({ at: location.href, left: scroll.scrollLeft, top: scroll.scrollTop, work }));
}

export function restorePlace(scroll: HTMLElement): void {
  const kept = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (!kept) return;
  const { at, left, top, work } = JSON.parse(kept) as { at: string; left: number; top: number; work: string };
  if (at !== location.href) return;
  scroll.scrollTo(left, top);
  const row = scroll.querySelector<HTMLElement>(`.gantt-row[data-id="${CSS.escape(work)}"]`);
  if (row) linkOf(row).focus({ preventScroll: true });
}
