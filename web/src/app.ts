/** What the islands and the map of the map page share: the state in the URL, what was fetched, what is pointed at. */
import type { Work, WorkLine, WorkList } from './api';
import type { Bounds, PageData, Place, WorkType } from './catalog';
import type { Outage, OutageList } from './outages';
import type { Formats } from './formats';
import type { PageState } from './state';
import type { Store } from './store';
import type { Text } from './texts';

export type Sheet = 'peek' | 'half' | 'full';

export interface AppState extends PageState {
  /** What the map shows; null before there is a map, or without one: the whole city. */
  readonly bbox: Bounds | null;
  readonly list: WorkList | null;
  readonly listState: 'loading' | 'ready' | 'failed';
  readonly listLimit: number;
  readonly card: Work | null;
  readonly cardState: 'none' | 'loading' | 'ready' | 'missing' | 'failed';
  readonly outageCard: Outage | null;
  readonly outageState: 'none' | 'loading' | 'ready' | 'missing' | 'failed';
  /** Shut-offs on the screen under the days of the filter; null until they are known. */
  readonly outageList: OutageList | null;
  /** Works under one click, to choose from. */
  readonly picked: readonly WorkLine[];
  readonly place: Place | null;
  /** The work whose line in the list is pointed at. */
  readonly hovered: WorkLine | null;
  /** The work on the map that is pointed at: its line in the list says so. */
  readonly pointed: number | null;
  readonly sheet: Sheet;
  readonly filtersOpen: boolean;
  readonly mapState: 'loading' | 'ready' | 'failed';
}

export interface App {
  readonly store: Store<AppState>;
  readonly data: PageData;
  readonly text: Text;
  readonly formats: Formats;
  readonly typeOf: (number: number) => WorkType | undefined;
}

export const PAGE_SIZE = 40;

export function firstState(page: PageState, data: PageData): AppState {
  return {
    ...page,
    q: page.placeId && data.place ? data.place.label : page.q,
    placeId: data.place ? page.placeId : '',
    bbox: null,
    list: null,
    listState: 'loading',
    listLimit: PAGE_SIZE,
    card: null,
    cardState: page.work === null ? 'none' : 'loading',
    outageCard: null,
    outageState: page.outage === null ? 'none' : 'loading',
    outageList: null,
    picked: [],
    place: data.place,
    hovered: null,
    pointed: null,
    sheet: page.work === null && page.outage === null && data.place === null ? 'peek' : 'half',
    filtersOpen: false,
    mapState: 'loading',
  };
}
