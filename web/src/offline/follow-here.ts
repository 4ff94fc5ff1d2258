/** Following by notifications of this browser: offered where the browser can, asked for when the button is pressed. */
import { WORKER } from './keep-place';

const KEY = '/follow/by/push';

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));

/** The key that the server has now; a browser that follows by another key follows anew. */
async function subscribe(): Promise<PushSubscription> {
  const { key } = (await (await fetch(KEY)).json()) as { key: string };
  await navigator.serviceWorker.register(WORKER, { scope: '/' });
  const { pushManager } = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
  try {
    return await pushManager.subscribe(options);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'InvalidStateError') throw error;
    await (await pushManager.getSubscription())?.unsubscribe();
    return pushManager.subscribe(options);
  }
}

function say(form: HTMLElement, problem: 'refused' | 'failed' | null): void {
  for (const element of form.querySelectorAll<HTMLElement>('[data-push-problem]')) element.hidden = element.dataset['pushProblem'] !== problem;
}

async function follow(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  say(form, null);
  if ((await Notification.requestPermission()) !== 'granted') return say(form, 'refused');
  const field = form.querySelector<HTMLInputElement>('input[name=browser]');
  if (!field) return;
  field.value = JSON.stringify(await subscribe());
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
