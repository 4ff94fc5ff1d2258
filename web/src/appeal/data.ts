/** What the page starts from (gis_app/pages/appeals/router.py, appeal_page.py). */
import type { Language } from '../state';

export interface Cause {
  readonly id: number;
  readonly title: string;
  readonly point: readonly [number, number];
  readonly color: string;
  readonly icon: string;
}

export interface AppealData {
  readonly lang: Language;
  readonly bounds: readonly [number, number, number, number];
  readonly point?: readonly [number, number] | null;
  readonly works?: readonly Cause[];
}

export function appealData(): AppealData | null {
  const element = document.getElementById('appeal-data');
  return element ? (JSON.parse(element.textContent ?? 'null') as AppealData) : null;
}
