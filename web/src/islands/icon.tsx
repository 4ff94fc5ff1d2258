import type { JSX } from 'preact';
import { readPageData } from '../catalog';

let sprite: string | undefined;

/** An icon of the page's icon file; it says nothing to a screen reader, the words beside it do. */
export function Icon({ name, size = 20 }: { name: string; size?: number }): JSX.Element {
  sprite ??= readPageData().sprite;
  return (
    <svg class="icon" width={size} height={size} aria-hidden="true" focusable="false">
      <use href={`${sprite}#${name}`} />
    </svg>
  );
}

/** A round badge in the colour of a work type with its icon: the same sign as on the map. */
export function TypeBadge({ color, icon, muted = false }: { color: string; icon: string; muted?: boolean }): JSX.Element {
  return (
    <span class={muted ? 'type-badge is-muted' : 'type-badge'} style={{ '--type-color': color }}>
      <Icon name={icon} size={18} />
    </span>
  );
}
