/** The city's pages: words and drawn numbers, complete without a script. */
import '../styles/page.css';
import '../styles/city.css';
import '../styles/phone-letters.css';
import './fonts.css';
import { wakeSharing } from './share';
import { watchSignOut } from './sign-out';

watchSignOut();
wakeSharing(document);
