/** The parts of a page that a reader can choose to take along, in the order in which they are read. */
export const pageParts = [
  'network',
  'drawing',
  'forward',
  'formula',
  'gradient',
  'biases',
  'input',
  'updates',
  'proof',
  'hessian',
  'check',
] as const;

export type PagePart = (typeof pageParts)[number];

/** Patterns of block ids; the first that fits decides. null: belongs to the panel, not to a handout. */
const patterns: readonly (readonly [RegExp, PagePart | null])[] = [
  [/^network\.drawing$/, 'drawing'],
  [/^network\./, 'network'],
  [/^forward\./, 'forward'],
  [/^formula($|\.)/, 'formula'],
  [/^gradient\.none$/, null],
  [/^gradient\.(f\d+\.)?X($|\.)/, 'input'],
  [/^gradient\.(f\d+\.)?\d+\.b$/, 'biases'],
  [/^gradient\.\d+\.updated[Wb]$/, 'updates'],
  [/^gradient\./, 'gradient'],
  [/^proof\./, 'proof'],
  [/^hessian\./, 'hessian'],
  [/^check\./, 'check'],
  [/^work\./, null],
  [/^descent\./, null],
];

/** What the ids of the homogeneous form end in where both forms are shown. */
export const ofHomogeneous = '.homogeneous';

/** The id of the same block where one form is shown. */
export function withoutForm(id: string): string {
  return id.endsWith(ofHomogeneous) ? id.slice(0, -ofHomogeneous.length) : id;
}

/** The part that a block with this id belongs to; null if it is a control of the panel. */
export function partOf(id: string): PagePart | null {
  const found = patterns.find(([pattern]) => pattern.test(withoutForm(id)));
  if (found === undefined) throw new RangeError(`The block ${id} belongs to no part of the page.`);
  return found[1];
}
