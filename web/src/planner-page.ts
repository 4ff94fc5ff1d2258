/** The planner's pages: complete without a script; here only all rows of a page are chosen at once, and counted. */
import '../styles/page.css';
import '../styles/views.css';
import '../styles/planner.css';
import './fonts.css';
import { wakeChoice } from './planner/choice';

wakeChoice(document);
