/** The map of an answer that does not come leaves no hole: the lists beside it say the same. */
export function hideLostMap(page: Document): void {
  const figure = page.querySelector<HTMLElement>('.place-figure');
  const picture = figure?.querySelector('img');
  if (!figure || !picture) return;
  const hide = (): void => void (figure.hidden = true);
  picture.addEventListener('error', hide);
  // It may have failed before this script came; one that is not asked for yet is not complete.
  if (picture.complete && picture.naturalWidth === 0) hide();
}
