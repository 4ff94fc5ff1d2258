/** Signing out takes the pages that were kept off the phone, and says when reports wait on it. */
const PAGES = 'contractor-pages-';
const DATABASE = 'contractor-reports';

/** How many reports wait; the store is not made only to be asked. */
function waitingReports(): Promise<number> {
  return new Promise((resolve) => {
    if (!('indexedDB' in globalThis)) return resolve(0);
    const asked = indexedDB.open(DATABASE);
    asked.onerror = () => resolve(0);
    asked.onupgradeneeded = () => asked.transaction?.abort();
    asked.onsuccess = () => {
      const all = asked.result.transaction('drafts').objectStore('drafts').getAll();
      all.onerror = () => resolve(0);
      all.onsuccess = () => {
        asked.result.close();
        resolve(all.result.filter(({ state }: { state: string }) => state !== 'sent').length);
      };
    };
  });
}

/** The worker forgets what it is about to keep, too; it is not waited for longer than a moment. */
async function forgetPages(): Promise<void> {
  if (!('caches' in globalThis)) return;
  const worker = (await navigator.serviceWorker?.getRegistration('/contractor'))?.active;
  if (worker) {
    const { port1, port2 } = new MessageChannel();
    const told = new Promise((resolve) => (port1.onmessage = resolve));
    worker.postMessage('forget', [port2]);
    await Promise.race([told, new Promise((resolve) => setTimeout(resolve, 2000))]);
  }
  for (const name of await caches.keys()) if (name.startsWith(PAGES)) await caches.delete(name);
}

export function watchSignOut(): void {
  const form = document.querySelector<HTMLFormElement>('form[action="/sign-out"]');
  form?.addEventListener('submit', (event) => {
    event.preventDefault();
    void waitingReports().then(async (count) => {
      if (count && !confirm(form.dataset['reportsWait'])) return;
      await forgetPages();
      form.submit();
    });
  });
}
