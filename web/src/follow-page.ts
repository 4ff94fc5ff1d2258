/** Following a place: forms and words, complete without a script. */
import '../styles/page.css';
import '../styles/appeal.css';
import '../styles/follow.css';
import '../styles/phone-letters.css';
import './fonts.css';
import { watchArea } from './follow/watch-area';
import { offerPush } from './offline/follow-here';
import { watchSignOut } from './sign-out';

watchSignOut();
offerPush();
watchArea();
