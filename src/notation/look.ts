import { alphabets, type Alphabet } from './letters/alphabet';

/** The choices of how formulas are written. Whoever writes some hands all of them on, so that none is lost on the way. */
export interface Look {
  /** Whose letters the quantities have; words get theirs as they are translated (see `inLetters`). */
  readonly letters: Alphabet;
}

export const usualLook: Look = { letters: 'paper' };

/** What each can be. Its name is that of its setting, after `nnet.`, and of its option on the command line. */
export const lookValues: { readonly [Name in keyof Look]: readonly Look[Name][] } = { letters: alphabets };

export const lookNames = Object.keys(usualLook) as readonly (keyof Look)[];

/** Something of each of these choices. */
export function ofLooks<Made extends Readonly<Record<keyof Look, unknown>>>(
  made: <Name extends keyof Look>(name: Name) => Made[Name],
): Made {
  return Object.fromEntries(lookNames.map((name) => [name, made(name)])) as Made;
}

/** These choices, among others. */
export function lookOf(choices: Look): Look {
  return ofLooks<Look>((name) => choices[name]);
}

/** Whether two write formulas in the same way. */
export function sameLook(one: Look, other: Look): boolean {
  return lookNames.every((name) => one[name] === other[name]);
}
