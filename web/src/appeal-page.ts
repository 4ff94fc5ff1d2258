/** The form of an appeal and its page: complete without a script; here a map, the phone's place, photos made small. */
import '../styles/page.css';
import '../styles/picture.css';
import '../styles/photo-field.css';
import '../styles/appeal.css';
import './fonts.css';
import { watchCheck } from './appeal/check';
import { watchCopy } from './appeal/copy';
import { watchAppealMap } from './appeal/causes-map';
import { watchPhotos } from './appeal/photos';
import { watchPlace } from './appeal/place';
import { watchSignOut } from './sign-out';

document.querySelector<HTMLElement>('[data-problem]')?.focus();
watchPlace();
watchPhotos();
watchCheck();
watchCopy();
watchAppealMap();
watchSignOut();
