import { lookNames, ofLooks, usualLook, type Look } from '../src/notation/look';

interface OtherLook<T> {
  readonly value: T;
  /** Whether text that is no formula shows it: hovers and what `nnet gradient` prints. */
  readonly inText: boolean;
}

/** Of each choice of how formulas are written another value than the usual one. Whoever adds one is asked for it here. */
const others: { readonly [Name in keyof Look]: OtherLook<Look[Name]> } = {
  letters: { value: 'course', inText: true },
};

/** Every choice of how formulas are written other than usual. */
export const otherLook: Look = ofLooks<Look>((name) => others[name].value);

/** Those that text shows. */
export const looksInText = lookNames.filter((name) => others[name].inText);

/** The usual look with one choice other than usual. */
export function withOther(name: keyof Look): Look {
  return { ...usualLook, [name]: otherLook[name] };
}

/** For each number choices of how formulas are written, of three one other than usual; not all of them at once. */
export function lookOfNumber(n: number): Look {
  return ofLooks<Look>((name) => ((n + lookNames.indexOf(name)) % 3 === 0 ? otherLook[name] : usualLook[name]));
}
