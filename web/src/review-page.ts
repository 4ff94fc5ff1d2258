/** One text of the review queue: keys for every choice, and a map of the candidates that loads after the words. */
import '../styles/review-page.css';
import './fonts.css';
import { watchSignOut } from './sign-out';
import { actionOf } from './review/keys';

function press(name: string): void {
  const target = document.querySelector<HTMLElement>(`[data-key="${name}"]`);
  // The focus first: choosing to draw hands it on to the map.
  if (target instanceof HTMLInputElement) target.focus();
  target?.click();
}

document.addEventListener('keydown', (event) => {
  const field = event.target instanceof HTMLElement ? event.target : null;
  const action = actionOf(event, field?.tagName ?? '', field instanceof HTMLInputElement ? field.type : '');
  if (!action) return;
  event.preventDefault();
  if (action.kind === 'step') document.querySelector<HTMLAnchorElement>(`[data-step="${action.to}"]`)?.click();
  else if (action.kind === 'press') press(action.key);
  else document.querySelector<HTMLFormElement>('#review-form')?.requestSubmit();
});

const container = document.querySelector<HTMLElement>('#review-map');
const data = document.querySelector('#review-data')?.textContent;
if (container && data) {
  import('./review/map')
    .then(({ showCandidates }) => showCandidates(container, JSON.parse(data)))
    .catch(() => {
      container.textContent = container.dataset['failed'] ?? '';
    });
}

watchSignOut();
