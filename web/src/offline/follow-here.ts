/** Following by notifications of this browser: offered where the browser can, asked for when the button is pressed. */
import { WORKER } from './keep-place';
import { deskOf, rememberAddress, settleAddress, subscribe, type Address } from './push-address';

/** The subscription that the server is given; what it knew this browser by before goes on by this one. */
async function address(): Promise<Address> {
  await navigator.serviceWorker.register(WORKER, { scope: '/' });
  const { pushManager } = await navigator.serviceWorker.ready;
  const now = await subscribe(pushManager);
  const desk = deskOf(pushManager);
  // What cannot be told now is told by the worker later.
  await settleAddress({ ...desk, current: async () => now }).catch(() => undefined);
  await rememberAddress({ ...desk, current: async () => now });
  return now;
}

function say(form: HTMLElement, problem: 'refused' | 'failed' | null): void {
  for (const element of form.querySelectorAll<HTMLElement>('[data-push-problem]')) element.hidden = element.dataset['pushProblem'] !== problem;
}

async function follow(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  say(form, null);
  if ((await Notification.requestPermission()) !== 'granted') return say(form, 'refused');
  const field = form.querySelector<HTMLInputElement>('input[name=browser]');
  if (!field) return;
  field.value = JSON.stringify(await address());
  field.disabled = false;
  form.action = button.formAction;
  form.submit();
}

export function offerPush(): void {
  const button = document.querySelector<HTMLButtonElement>('[data-push]');
  const form = button?.form;
  if (!button || !form || !('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return;
  for (const hidden of document.querySelectorAll<HTMLElement>('[data-push-offer], [data-push-section]')) hidden.hidden = false;
  button.addEventListener('click', (event) => {
    event.preventDefault();
    button.disabled = true;
    const done = follow(form, button).catch(() => say(form, 'failed'));
    void done.finally(() => (button.disabled = false));
  });
}
