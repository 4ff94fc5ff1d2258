/** The contractor's pages: complete without a script; here they work without a network too, and show a map when asked. */
import '../styles/contractor-page.css';
import { keepForOffline } from './contractor/keeping';
import { watchNearest } from './contractor/locating';
import { Outbox } from './contractor/outbox';
import { ReportForm } from './contractor/report-form';
import { watchNetwork } from './offline/network-back';
import { watchSignOut } from './sign-out';
import type { Language } from './state';

const lang = document.documentElement.lang as Language;

function watchMap(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-open-map]');
  const section = document.getElementById('site-map');
  const canvas = section?.querySelector<HTMLElement>('.site-map-canvas');
  if (!button || !section || !canvas) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    section.hidden = !section.hidden;
    button.setAttribute('aria-expanded', `${!section.hidden}`);
    if (section.hidden || canvas.dataset['asked']) return;
    canvas.dataset['asked'] = 'true';
    import('./contractor/site-map')
      .then(({ openSiteMap }) => openSiteMap(canvas, lang))
      .catch(() => {
        canvas.textContent = canvas.dataset['failed'] ?? '';
        canvas.classList.add('is-failed');
        delete canvas.dataset['asked'];
      });
  });
}

async function wakeReports(): Promise<void> {
  const section = document.getElementById('outbox');
  if (!section || !('indexedDB' in globalThis)) return;
  const outbox = new Outbox(section, Number(section.dataset['user']), lang);
  const form = document.querySelector<HTMLFormElement>('form[action*="/reports"]');
  if (form) await new ReportForm(form, outbox, lang).begin(new URLSearchParams(location.search));
  await outbox.show();
  await outbox.send();
}

watchMap();
watchNearest(lang);
watchSignOut();
watchNetwork();
void wakeReports();
if (document.readyState === 'complete') void keepForOffline(lang);
else addEventListener('load', () => void keepForOffline(lang));
