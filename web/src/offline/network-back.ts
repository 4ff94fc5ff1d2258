/** A kept page says that there is no network. Once the server answers again, it says so and offers the page anew. */
const PROBE = '/health';
/** The browser does not tell of a server that was down; so it is asked now and then. */
const AGAIN_MS = 20_000;
/** When the browser tells of a network, the first questions may still be lost. */
const SOON_MS = [1_000, 2_000, 5_000];

async function isBack(): Promise<boolean> {
  try {
    return (await fetch(PROBE, { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

export function watchNetwork(): void {
  const page = document.documentElement;
  if (!('kept' in page.dataset)) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (soon: readonly number[] = []): Promise<void> => {
    clearTimeout(timer);
    if (page.dataset['network'] === 'back') return;
    if (await isBack()) {
      page.dataset['network'] = 'back';
      return;
    }
    const [next, ...later] = soon;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(later), next ?? AGAIN_MS);
  };
  addEventListener('online', () => void ask(SOON_MS));
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void ask());
  timer = setTimeout(() => void ask(), AGAIN_MS);
}
