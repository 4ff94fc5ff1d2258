/** The vocabulary of the page in its language, as /api/catalog gives it and as the server writes it into the page. */
import type { Months } from './formats';
import type { Language } from './state';
import type { Status } from './status';
import type { IsoDay } from './days';

export interface Group {
  readonly code: string;
  readonly title: string;
  readonly color: string;
}

export interface WorkType {
  readonly number: number;
  readonly code: string;
  readonly group: string;
  readonly title: string;
  readonly color: string;
  readonly icon: string;
  readonly geometry: 'P' | 'L' | 'A';
}

/** What residents ask about in one press, as codes of work types. */
export interface Concern {
  readonly code: string;
  readonly title: string;
  readonly icon: string;
  readonly types: readonly string[];
}

export interface Named {
  readonly id: number;
  readonly name: string;
}

export type Bounds = readonly [west: number, south: number, east: number, north: number];
export type Point = readonly [lon: number, lat: number];

export interface District extends Named {
  readonly bbox: Bounds;
}

export interface Catalog {
  readonly groups: readonly Group[];
  readonly types: readonly WorkType[];
  readonly concerns: readonly Concern[];
  readonly statuses: readonly { readonly code: Status; readonly title: string }[];
  readonly districts: readonly District[];
  readonly contractors: readonly Named[];
  readonly bounds: Bounds;
  readonly center: Point;
  readonly today: IsoDay;
  readonly time_zone: string;
  readonly currency: string;
  /** Some of the works are invented to show the service. */
  readonly training: boolean;
  readonly years: readonly [first: number, last: number];
}

export interface OutageKind {
  readonly number: number;
  readonly code: string;
  readonly title: string;
  readonly color: string;
  readonly icon: string;
}

/** What the server writes into the page as JSON. */
export interface PageData {
  readonly lang: Language;
  readonly catalog: Catalog;
  readonly months: Months;
  /** Address of the file with the icons. */
  readonly sprite: string;
  /** What can be shut off, in the order of the numbers in the tiles. */
  readonly outages: readonly OutageKind[];
  /** Where the search of the address led, when the page was opened with `q`. */
  readonly place: Place | null;
  /** Whether the person may lay overlays under the works. */
  readonly planning: boolean;
}

export interface Place {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly detail?: string | null;
  readonly point: Point;
  readonly bbox: Bounds | null;
}

export function readPageData(): PageData {
  const element = document.getElementById('page-data');
  if (!element?.textContent) throw new Error('the page carries no data');
  return JSON.parse(element.textContent) as PageData;
}
