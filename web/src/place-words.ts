/** Whether a suggested place is the one that was typed: the same rule as in gis_app/pages/places.py. */

/** Numbers with the letter that belongs to them, in lower case: "Абая 50/2, 12А" → 50, 2, 12а. */
function numbersOf(words: string): string[] {
  return words.toLowerCase().match(/\d+(?:\p{L}(?!\p{L}))?/gu) ?? [];
}

/**
 * Whether each number that was typed stands in the label. A suggestion without it is another house, or another of the
 * microdistricts that differ by their number: it may be offered, but never chosen for the person.
 */
export function hasTypedNumbers(typed: string, label: string): boolean {
  const known = new Set(numbersOf(label));
  return numbersOf(typed).every((number) => known.has(number));
}

/** A suggested crossing is called "Abay Avenue × Dostyk Avenue"; the search knows it by a dash. */
export const askedWords = (words: string): string => words.replaceAll(' × ', ' - ');
