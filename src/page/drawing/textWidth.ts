/** Widths of characters in a serif font, in ems, on the safe side; anything else is a full em. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[\p{Mn}\p{Me}\u200b-\u200d]/u, 0],
  [/[ijltfr.,:;!'()[\]| ’]/u, 0.4],
  [/[mwMWщшжюЩШЖЮмтфыъд@%]/u, 0.95],
  [/[\p{Lu}]/u, 0.8],
  [/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}_+−=·'"`^~*/\\-]/u, 0.58],
];

/** About the width of a text in a serif font of this size, rather too much than too little. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += WIDTHS.find(([pattern]) => pattern.test(character))?.[1] ?? 1;
  return ems * size;
}

/** The text, or as much of its beginning as fits with “…” into this width. */
export function shortened(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const characters = [...text];
  let taken = 0;
  let room = width - size;
  while (taken < characters.length && (room -= textWidth(characters[taken], size)) >= 0) taken++;
  return `${characters.slice(0, taken).join('').trimEnd()}…`;
}
