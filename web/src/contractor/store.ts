/** Where drafts are kept: IndexedDB, shared by all pages of the site and the offline worker. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { isOver, type Draft } from './drafts';

export const DATABASE = 'contractor-reports';

interface Schema extends DBSchema {
  drafts: { key: string; value: Draft };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>(DATABASE, 1, {
    upgrade: (made) => void made.createObjectStore('drafts', { keyPath: 'key' }),
    // Another page wants a newer form of the store: let it, and open anew when asked.
    blocking: () => {
      void opened?.then((one) => one.close());
      opened = undefined;
    },
    terminated: () => (opened = undefined),
  });
  return opened;
}

/** Who listens in other pages is told by this channel that something changed. */
const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(DATABASE) : null;
const listeners: (() => void)[] = [];
if (channel) channel.onmessage = () => listeners.forEach((listener) => listener());

export const watchDrafts = (listener: () => void): void => void listeners.push(listener);

function changed(): void {
  listeners.forEach((listener) => listener());
  channel?.postMessage(null);
}

export async function allDrafts(now: number = Date.now()): Promise<Draft[]> {
  const kept = await database();
  const drafts = await kept.getAll('drafts');
  await Promise.all(drafts.filter((draft) => isOver(draft, now)).map(({ key }) => kept.delete('drafts', key)));
  return drafts.filter((draft) => !isOver(draft, now));
}

export const findDraft = async (key: string): Promise<Draft | undefined> => (await database()).get('drafts', key);

export async function keepDraft(draft: Draft): Promise<void> {
  await (await database()).put('drafts', draft);
  changed();
}

/** Takes the place of a draft that is still there: one thrown away meanwhile does not come back. */
export async function replaceDraft(draft: Draft): Promise<void> {
  const change = (await database()).transaction('drafts', 'readwrite');
  if (await change.store.getKey(draft.key)) await change.store.put(draft);
  await change.done;
  changed();
}

export async function dropDraft(key: string): Promise<void> {
  await (await database()).delete('drafts', key);
  changed();
}
