/** The pages of plans: complete without a script; here they follow the worker and wake the map on which a place is drawn. */
import '../styles/page.css';
import '../styles/plans.css';
import './fonts.css';
import { followProgress } from './plans/progress';

followProgress(document);
