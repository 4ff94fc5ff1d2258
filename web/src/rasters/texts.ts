/** Words of the overlays, fetched with them: the first map of the public does not carry them. */
import { textsFrom, type Text } from '../texts';
import type { Language } from '../state';

const LOADERS: Record<Language, () => Promise<{ default: string }>> = {
  kk: () => import('./texts/kk'),
  ru: () => import('./texts/ru'),
  en: () => import('./texts/en'),
};

export const loadRasterTexts = async (lang: Language): Promise<Text> => textsFrom(lang, (await LOADERS[lang]()).default);
