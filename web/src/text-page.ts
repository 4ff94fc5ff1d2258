/** Pages of words only: the styles are all they need. */
import '../styles/page.css';
import './fonts.css';
