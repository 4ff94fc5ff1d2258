/** Passing a work on: by the phone's own sheet where there is one, else as a copied link; and on paper. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { App } from '../app';
import type { WorkLine } from '../api';
import { Icon } from './icon';

const canShare = (): boolean => typeof navigator.share === 'function' && matchMedia('(pointer: coarse)').matches;

export function Share({ app, work }: { app: App; work: WorkLine }): JSX.Element {
  const [done, setDone] = useState(false);
  const url = `${location.origin}/works/${work.id}?lang=${app.data.lang}`;
  const share = (): void => {
    const passed = canShare() ? navigator.share({ title: work.title, text: `${work.title}. ${work.location}`, url }) : navigator.clipboard.writeText(url).then(() => setDone(true));
    // Who closes the sheet, or forbids the clipboard, has been told by the browser.
    passed.catch(() => undefined);
  };
  const key = canShare() ? 'card-share' : done ? 'card-copied' : 'card-copy';
  return (
    <button type="button" class="soft-button" onClick={share}>
      <Icon name={done ? 'check' : 'share-2'} size={18} />
      <span aria-live="polite">{app.text(key)}</span>
    </button>
  );
}

/** The style of paper (web/styles/card-print.css) leaves the card alone on the sheet. */
export function Print({ app }: { app: App }): JSX.Element {
  return (
    <button type="button" class="soft-button" onClick={() => window.print()}>
      <Icon name="printer" size={18} />
      {app.text('card-print')}
    </button>
  );
}
