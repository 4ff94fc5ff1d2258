/** What a key means on the page of the review queue. */
export type Action = { readonly kind: 'step'; readonly to: 'before' | 'after' } | { readonly kind: 'press'; readonly key: string } | { readonly kind: 'decide' };

interface Pressed {
  readonly key: string;
  readonly altKey?: boolean;
  readonly ctrlKey?: boolean;
  readonly metaKey?: boolean;
}

const PRESSED = new Set(['1', '2', '3', '4', '5', '6', '7', '8', '9', 'd', 'x', 'o', 'u']);
/** The same keys on a Russian or Kazakh keyboard. */
const SAME_KEY: Readonly<Record<string, string>> = { о: 'j', л: 'k', в: 'd', ч: 'x', щ: 'o', г: 'u' };
/** Where letters are typed, or a key has a meaning of its own. */
const TYPING = new Set(['TEXTAREA', 'SELECT', 'CANVAS']);

/** `element` is the tag of the focused element, `type` its type when it is an input; null for a key without a meaning. */
export function actionOf({ key, altKey, ctrlKey, metaKey }: Pressed, element: string, type: string): Action | null {
  if (altKey || ctrlKey || metaKey || TYPING.has(element)) return null;
  if (element === 'INPUT' && type !== 'radio' && type !== 'checkbox') return null;
  const meant = SAME_KEY[key.toLowerCase()] ?? key.toLowerCase();
  if (meant === 'j') return { kind: 'step', to: 'after' };
  if (meant === 'k') return { kind: 'step', to: 'before' };
  if (PRESSED.has(meant)) return { kind: 'press', key: meant };
  const own = element === 'A' || element === 'BUTTON' || element === 'SUMMARY';
  return meant === 'enter' && !own ? { kind: 'decide' } : null;
}
