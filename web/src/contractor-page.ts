/** The contractor's pages: complete without a script; here they are kept for the time without a network. */
import '../styles/contractor-page.css';
