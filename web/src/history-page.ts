/** The page of a work's life: words only, made to be printed. */
import '../styles/page.css';
import '../styles/chronicle.css';
import './fonts.css';

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
