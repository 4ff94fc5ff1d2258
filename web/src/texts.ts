/** Messages of the page's language (Project Fluent), the same files as the server reads. */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import type { Language } from './state';

const LOADERS: Record<Language, () => Promise<{ default: string }>> = {
  kk: () => import('./texts/kk'),
  ru: () => import('./texts/ru'),
  en: () => import('./texts/en'),
};

export type Arguments = Record<string, FluentVariable>;
export type Text = (key: string, args?: Arguments) => string;

export function textsFrom(lang: Language, source: string): Text {
  // Marks around placeables help bidirectional text only; none of our languages needs them.
  const bundle = new FluentBundle(lang, { useIsolating: false });
  bundle.addResource(new FluentResource(source));
  return (key, args) => {
    const message = bundle.getMessage(key);
    if (!message?.value) throw new Error(`no text "${key}" in ${lang}`);
    return bundle.formatPattern(message.value, args);
  };
}

export async function loadTexts(lang: Language): Promise<Text> {
  return textsFrom(lang, (await LOADERS[lang]()).default);
}
