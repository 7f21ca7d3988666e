import { lookNames, ofLooks, usualLook, type Look } from '../src/notation/look';

/** What there is in text that is no formula, in hovers and in what `nnet gradient` prints. */
export type InText = 'words' | 'matrices';

interface OtherLook<T> {
  readonly value: T;
  /** What shows it in such text. */
  readonly inText: readonly InText[];
  /** Whether the table of own work shows it, in its heading or as it is drawn (`src/webview/styles/compare.css`). */
  readonly inTable: boolean;
}

/** Of each choice of how formulas are written another value than the usual one. Whoever adds one is asked for it here. */
const others: { readonly [Name in keyof Look]: OtherLook<Look[Name]> } = {
  letters: { value: 'course', inText: ['words', 'matrices'], inTable: true },
};

/** Every choice of how formulas are written other than usual. */
export const otherLook: Look = ofLooks<Look>((name) => others[name].value);

/** Where each of them shows. */
export const looksShow: { readonly [Name in keyof Look]: Omit<OtherLook<unknown>, 'value'> } = others;

/** Those that text shows. */
export const looksInText = lookNames.filter((name) => looksShow[name].inText.length > 0);

/** Every value of every choice of how formulas are written; the compiler asks for a new one. */
const every: { readonly [Name in keyof Look]: Readonly<Record<Look[Name], true>> } = {
  letters: { paper: true, course: true },
};

/** The usual look with each of these values in turn, with what it is called. */
export const everyLook = lookNames.flatMap(looksWith);

function looksWith<Name extends keyof Look>(name: Name): readonly (readonly [called: string, look: Look])[] {
  const values = Object.keys(every[name]) as Look[Name][];
  return values.map((value) => [`${name} ${value}`, { ...usualLook, [name]: value }]);
}

/** The usual look with one choice other than usual. */
export function withOther(name: keyof Look): Look {
  return { ...usualLook, [name]: otherLook[name] };
}

/** For each number choices of how formulas are written, of three one other than usual; not all of them at once. */
export function lookOfNumber(n: number): Look {
  return ofLooks<Look>((name) => ((n + lookNames.indexOf(name)) % 3 === 0 ? otherLook[name] : usualLook[name]));
}
