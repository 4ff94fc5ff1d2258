/** The planner's timeline: complete without a script; here it is stretched, walked by keys, and a bar opens its card. */
import '../styles/page.css';
import '../styles/views.css';
import '../styles/planner.css';
import '../styles/gantt.css';
import './fonts.css';
import { followCard } from './gantt/card';
import { followRows, restorePlace, showToday } from './gantt/rows';
import { followZoom } from './gantt/zoom';

const scroll = document.querySelector<HTMLElement>('.gantt-scroll');
const table = document.querySelector<HTMLElement>('[data-gantt]');
const dialog = document.querySelector<HTMLDialogElement>('[data-card]');
if (scroll && table && dialog) {
  followZoom(scroll);
  const open = followCard(dialog, scroll);
  followRows(table, scroll, open);
  showToday(scroll);
  restorePlace(scroll);
  table.classList.add('is-awake');
  document.querySelector<HTMLElement>('[data-keys]')!.hidden = false;
}
document.body.dataset['ready'] = 'true';
