/** The pages of plans: complete without a script; here they follow the worker and wake the map on which a place is drawn. */
import '../styles/page.css';
import '../styles/views.css';
import '../styles/picture.css';
import '../styles/plans.css';
import './fonts.css';
import { watchSignOut } from './sign-out';
import { readDrawPage } from './plans/draw-page';
import { followProgress } from './plans/progress';

async function wakeMap(): Promise<void> {
  const page = readDrawPage();
  const container = document.getElementById('draw-map');
  if (!page || !container) return;
  try {
    const { createDrawMap } = await import('./plans/draw-map');
    await createDrawMap(container, page);
  } catch (error) {
    // Without WebGL (or without the file) a place is told in words.
    container.closest<HTMLElement>('.draw')!.hidden = true;
    if (!(error instanceof Error)) throw error;
    console.info(error.message);
  }
}

followProgress(document);
void wakeMap();

watchSignOut();
