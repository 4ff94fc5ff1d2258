/** Pages of words only: the styles are all they need. */
import '../styles/page.css';
import '../styles/explain.css';
import './fonts.css';
