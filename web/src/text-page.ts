/** Pages of words only: the styles are all they need. */
import '../styles/page.css';
import '../styles/views.css';
import '../styles/explain.css';
import '../styles/picture.css';
import '../styles/interface.css';
import '../styles/print-page.css';
import '../styles/kept.css';
import '../styles/promises.css';
import '../styles/phone-letters.css';
import './fonts.css';
import { keepPlaces } from './offline/keep-place';
import { watchNetwork } from './offline/network-back';
import { showKept } from './offline/kept-list';
import { hideLostMap } from './place-figure';
import { wakeSharing } from './share';
import { watchSignOut } from './sign-out';

watchSignOut();
wakeSharing(document);
hideLostMap(document);
keepPlaces();
watchNetwork();
showKept();
const reaction = document.querySelector<HTMLFormElement>('.reaction-form');
if (reaction) void import('./reaction-form').then(({ wakeReactionForm }) => wakeReactionForm(reaction));
