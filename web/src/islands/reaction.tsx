/** Satisfied with the finished work or not, and with what: the form of /works/{id}/reaction on the card. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { App } from '../app';
import { fetchReactions, sendReaction, type Reactions } from '../beside-work';
import { ownWord, type Word } from '../own-word';
import { toggled } from '../state';
import { Icon } from './icon';

function Counts({ app, reactions }: { app: App; reactions: Reactions }): JSX.Element {
  const { text, formats } = app;
  const { counts, least } = reactions;
  if (!counts) return <p class="fact-more">{text('reaction-few', { least: String(least) })}</p>;
  const words = text('reaction-counts', { count: counts.total, shown: formats.number(counts.total), percent: formats.percent(counts.satisfied / counts.total) });
  return (
    <>
      <p>{words}</p>
      <progress class="progress-bar" max={counts.total} value={counts.satisfied} aria-label={words} />
      {counts.by_aspect.length > 0 && (
        <table class="reaction-aspects">
          <thead>
            <tr>
              <th scope="col">{text('reaction-with')}</th>
              <th scope="col">{text('reaction-yes')}</th>
              <th scope="col">{text('reaction-no')}</th>
            </tr>
          </thead>
          <tbody>
            {counts.by_aspect.map(({ code, title, satisfied, dissatisfied }) => (
              <tr key={code}>
                <th scope="row">{title}</th>
                <td>{formats.number(satisfied)}</td>
                <td>{formats.number(dissatisfied)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

type Sending = 'asking' | 'sending' | 'sent' | 'failed';

export function Reaction({ app, work }: { app: App; work: number }): JSX.Element | null {
  const { text, data } = app;
  const [reactions, setReactions] = useState<Reactions | null>(null);
  const [own, setOwn] = useState<Word | null>(() => ownWord(work));
  const [satisfied, setSatisfied] = useState<boolean | null>(null);
  const [aspects, setAspects] = useState<readonly string[]>([]);
  const [state, setState] = useState<Sending>('asking');
  useEffect(() => {
    const asked = new AbortController();
    fetchReactions(work, data.lang, asked.signal).then(setReactions, () => undefined);
    return () => asked.abort();
  }, [work]);
  if (!reactions?.is_open) return null;
  const choose = (choice: boolean): void => {
    setSatisfied(choice);
    setState('asking');
    if (own?.satisfied === choice) setAspects(own.aspects);
  };
  const send = (): void => {
    if (satisfied === null) return;
    setState('sending');
    sendReaction(work, data.lang, satisfied, aspects).then(
      (told) => {
        setReactions(told);
        setOwn({ satisfied, aspects });
        setSatisfied(null);
        setState('sent');
      },
      () => setState('failed'),
    );
  };
  const choice = (is: boolean): JSX.Element => (
    <button type="button" class="concern" aria-pressed={(satisfied ?? own?.satisfied) === is} onClick={() => choose(is)}>
      <Icon name={is ? 'thumbs-up' : 'thumbs-down'} size={18} />
      {text(is ? 'reaction-yes' : 'reaction-no')}
    </button>
  );
  return (
    <section class="reactions" aria-labelledby="reaction-title" data-testid="reactions">
      <h3 id="reaction-title" class="section-title">
        {text('reaction-title')}
      </h3>
      <Counts app={app} reactions={reactions} />
      <div class="concerns" role="group" aria-labelledby="reaction-title">
        {choice(true)}
        {choice(false)}
      </div>
      {satisfied !== null && (
        <>
          <fieldset class="reaction-what">
            <legend class="field-label">{text('reaction-what')}</legend>
            {reactions.aspects.map(({ code, title }) => (
              <label key={code} class="reaction-tick">
                <input type="checkbox" checked={aspects.includes(code)} onChange={() => setAspects(toggled(aspects, code))} />
                <span>{title}</span>
              </label>
            ))}
          </fieldset>
          <button type="button" class="wide-button is-main" disabled={state === 'sending'} onClick={send}>
            {text('reaction-send')}
          </button>
          <p class="fact-more">{text('reaction-privacy')}</p>
        </>
      )}
      <p role="status" class={state === 'failed' ? 'is-bad' : 'fact-more'}>
        {state === 'sent' ? text('reaction-thanks') : state === 'failed' ? text('reaction-failed') : own && satisfied === null ? text(own.satisfied ? 'reaction-own-yes' : 'reaction-own-no') : ''}
      </p>
    </section>
  );
}
