/** What a push tells, as the server writes it (gis_app/subscriptions/push_channel.py), and how it is shown. */

export interface Told {
  readonly title: string;
  readonly body: string;
  readonly lang: string;
  /** Where a tap leads, a path of ours. */
  readonly path: string;
  /** Two pushes of one tag are one notification: the later takes the place of the earlier. */
  readonly tag: string;
}

const isWords = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The words of a push; null for what is none of ours. A path never leads to another host. */
export function readTold(text: string): Told | null {
  let read: Partial<Record<keyof Told, unknown>>;
  try {
    read = JSON.parse(text) as typeof read;
  } catch {
    return null;
  }
  if (!isWords(read?.title) || !isWords(read.body) || !isWords(read.path) || !/^\/(?![/\\])/.test(read.path)) return null;
  return { title: read.title, body: read.body, path: read.path, lang: isWords(read.lang) ? read.lang : 'kk', tag: isWords(read.tag) ? read.tag : read.path };
}
