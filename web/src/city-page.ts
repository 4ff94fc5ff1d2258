/** The city's pages: words and drawn numbers, complete without a script. */
import '../styles/page.css';
import '../styles/city.css';
import './fonts.css';
import { watchSignOut } from './sign-out';

watchSignOut();
