/** The form of /works/{id}/reaction: shows what this browser said before, and sends its secret along. */
import { sendReaction } from './beside-work';
import { ownSecret, ownWord } from './own-word';
import type { Language } from './state';

const TICK = 'aspect-';

function fillIn(form: HTMLFormElement, work: number): void {
  const said = ownWord(work);
  const choices = [...form.querySelectorAll<HTMLInputElement>('[name=satisfied]')];
  const ticks = [...form.querySelectorAll<HTMLInputElement>(`[name^=${TICK}]`)];
  if (!said || ticks.some(({ checked }) => checked)) return;
  if (!choices.some(({ checked }) => checked)) for (const choice of choices) choice.checked = (choice.value === 'yes') === said.satisfied;
  for (const tick of ticks) tick.checked = said.aspects.includes(tick.name.slice(TICK.length));
}

export function wakeReactionForm(form: HTMLFormElement): void {
  const address = new URL(form.action);
  const work = Number(address.pathname.split('/')[2]);
  const lang = (address.searchParams.get('lang') ?? 'ru') as Language;
  fillIn(form, work);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = new FormData(form);
    const aspects = [...given.keys()].filter((name) => name.startsWith(TICK)).map((name) => name.slice(TICK.length));
    sendReaction(work, lang, given.get('satisfied') === 'yes', aspects).then(
      () => location.assign(`/works/${work}?lang=${lang}&reacted=1#reactions`),
      () => {
        // The page of the answer says what is wrong, in words.
        form.querySelector<HTMLInputElement>('[name=device]')!.value = ownSecret() ?? '';
        form.submit();
      },
    );
  });
}
