/** The reception's pages: complete without a script; the map of a queue comes when it is asked for, and what is known at a
 * place follows the operator's typing. */
import '../styles/page.css';
import '../styles/views.css';
import '../styles/planner.css';
import '../styles/picture.css';
import '../styles/reception.css';
import './fonts.css';
import { wakeNewAppeal } from './reception/live-form';
import { watchSignOut } from './sign-out';

const map = document.querySelector<HTMLElement>('#queue-map');
if (map) {
  import('./reception/queue-map')
    .then(({ showQueue }) => showQueue(map))
    .catch(() => {
      map.textContent = map.dataset['failed'] ?? '';
    });
}

const form = document.querySelector<HTMLFormElement>('[data-new]');
const beside = document.querySelector<HTMLElement>('[data-beside]');
if (form && beside) wakeNewAppeal(form, beside);

watchSignOut();
