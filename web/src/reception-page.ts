/** The reception's pages: complete without a script; the map of a queue comes when it is asked for. */
import '../styles/page.css';
import '../styles/views.css';
import '../styles/planner.css';
import '../styles/picture.css';
import '../styles/reception.css';
import './fonts.css';
import { watchSignOut } from './sign-out';

const map = document.querySelector<HTMLElement>('#queue-map');
if (map) {
  import('./reception/queue-map')
    .then(({ showQueue }) => showQueue(map))
    .catch(() => {
      map.textContent = map.dataset['failed'] ?? '';
    });
}

watchSignOut();
