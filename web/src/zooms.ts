/** From this zoom each work is drawn by itself, below it the overview counts them. */
export const WORKS_ZOOM = 12;
