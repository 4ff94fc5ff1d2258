/** The page of a request for more time: complete without a script; here the picture of the place becomes a map. */
import '../styles/page.css';
import '../styles/picture.css';
import './fonts.css';

const container = document.querySelector<HTMLElement>('#extension-map');
const data = document.querySelector('#extension-data')?.textContent;
if (container && data) {
  import('./extensions/impact-map')
    .then(({ showImpact }) => showImpact(container, JSON.parse(data)))
    // Without WebGL (or without the file) the picture and the list tell it.
    .catch((error: unknown) => console.info(error instanceof Error ? error.message : error));
}
