import type { ShownNetwork } from '../analysis/networkForm';
import type { GradientForm } from '../notation/formula/forms';
import { message, type Message } from '../message/message';
import type { Digits } from '../numbers/numberLayout';
import { pageParts, type PagePart } from '../page/blockParts';
import { lookValues, usualLook, type Look } from '../notation/look';
import { flavors, type Flavor } from './markdown/flavors';

/** A part of a handout: those of the page, and the steps. */
export type HandoutPartName = PagePart | 'steps';

/** White, or nothing, so that the slide shows through. */
export type Background = 'white' | 'transparent';

/** The languages of what is written. */
export const languages = ['en', 'ru'] as const;

/** What is to leave, and how it is written. Every writer takes the same choices. */
export interface HandoutChoices extends Look {
  readonly what: readonly HandoutPartName[];
  /** The forms of the gradient, in the order in which they appear; those that the network does not have are left out. */
  readonly forms: readonly GradientForm[];
  /** The layer (from 1) whose gradient is written; null = all. */
  readonly layer: number | null;
  /** The sample by name; null = the first. */
  readonly sample: string | null;
  /** The column of a batch (from 1); null = all. */
  readonly column: number | null;
  /** The output to differentiate (from 1) unless there is a loss; null = as the text says; each one if nobody chooses. */
  readonly output: number | 'all' | null;
  readonly network: ShownNetwork;
  readonly digits: Digits;
  /** Whether the numbers of the network appear beside the symbols. */
  readonly numbers: 'symbols' | 'both';
  /** What the colours of the drawing show; without a gradient they show the weights. */
  readonly colours: 'weight' | 'gradient';
  /** What is behind the formulas of a picture. */
  readonly background: Background;
  readonly language: (typeof languages)[number];
  /** For which program Markdown is written. */
  readonly flavor: Flavor;
}

/** One choice as text: for the command line, for settings and for the comment at the top of a file. */
export interface ChoiceText<T> {
  /** The name of the option: `--form`. */
  readonly option: string;
  /** What can be written, for the help text and for refusals. */
  readonly values: string | Message;
  readonly byDefault: T;
  /** undefined if the text is no such choice. */
  read(text: string): T | undefined;
  write(value: T): string;
}

type ChoiceTexts = { readonly [Name in keyof HandoutChoices]: ChoiceText<HandoutChoices[Name]> };

export const partNames = [
  ...pageParts.slice(0, 5),
  'steps',
  ...pageParts.slice(5),
] as const satisfies readonly HandoutPartName[];

/** All choices, in the order in which the help text lists them. */
export const choiceTexts: ChoiceTexts = {
  what: listOf('what', partNames, ['network', 'drawing', 'forward', 'gradient', 'biases']),
  forms: listOf('form', ['1', '2', '3', '4', '5', 'delta', 'proof'], ['3']),
  layer: orNothing('layer', wholeNumber, 'all'),
  sample: orNothing('sample', (text) => text.normalize('NFC'), ''),
  column: orNothing('column', wholeNumber, 'all'),
  output: {
    option: 'output',
    values: message('a whole number from 1, “all” or “none”'),
    byDefault: null,
    read: (text) => (text === 'none' ? null : text === 'all' ? 'all' : wholeNumber(text)),
    write: (value) => String(value ?? 'none'),
  },
  network: oneOf('network', ['written', 'homogeneous', 'affine', 'both'], 'written'),
  digits: {
    option: 'digits',
    values: message('2 to 17 significant digits (4), 0 to 15 decimals (3d), or “fractions”'),
    byDefault: { kind: 'significant', count: 4 },
    read: readDigits,
    write: ({ kind, count }) => (kind === 'fractions' ? 'fractions' : kind === 'decimals' ? `${count}d` : `${count}`),
  },
  numbers: oneOf('numbers', ['symbols', 'both'], 'both'),
  letters: inLook('letters'),
  colours: oneOf('colours', ['weight', 'gradient'], 'weight'),
  background: oneOf('background', ['white', 'transparent'], 'white'),
  language: oneOf('language', languages, 'en'),
  flavor: oneOf('flavor', flavors, 'github'),
};

export const usualHandout: HandoutChoices = Object.fromEntries(
  Object.entries(choiceTexts).map(([name, { byDefault }]) => [name, byDefault]),
) as unknown as HandoutChoices;

/** The choices with which (3) and its numbers alone are written. */
export function ofGradient(choices: HandoutChoices): HandoutChoices {
  return { ...choices, what: ['formula'], forms: ['3'], numbers: 'both' };
}

function oneOf<T extends string>(option: string, values: readonly T[], byDefault: T): ChoiceText<T> {
  return {
    option,
    values: values.join(', '),
    byDefault,
    read: (text) => values.find((value) => value === text),
    write: (value) => value,
  };
}

/** A choice of how formulas are written. */
function inLook<Name extends keyof Look>(name: Name): ChoiceText<Look[Name]> {
  return oneOf(name, lookValues[name], usualLook[name]);
}

function listOf<T extends string>(
  option: string,
  values: readonly T[],
  byDefault: readonly T[],
): ChoiceText<readonly T[]> {
  return {
    option,
    values: message('{0} (several with commas)', values.join(', ')),
    byDefault,
    read: (text) => {
      const chosen = text.split(',').map((part) => values.find((value) => value === part.trim()));
      return chosen.every((value) => value !== undefined) ? [...new Set(chosen)] : undefined;
    },
    write: (list) => list.join(','),
  };
}

/** A choice that may be left open; `nothing` is how that is written. */
function orNothing<T>(option: string, read: (text: string) => T | undefined, nothing: string): ChoiceText<T | null> {
  return {
    option,
    values:
      nothing === '' ? message('the name of an input or batch') : message('a whole number from 1 or “{0}”', nothing),
    byDefault: null,
    read: (text) => (text === nothing ? null : read(text)),
    write: (value) => (value === null ? nothing : String(value)),
  };
}

function wholeNumber(text: string): number | undefined {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

function readDigits(text: string): Digits | undefined {
  if (text === 'fractions') return { kind: 'fractions', count: 4 };
  const found = /^(\d{1,2})(d?)$/.exec(text);
  if (found === null) return undefined;
  const count = Number(found[1]);
  if (found[2] === 'd') return count <= 15 ? { kind: 'decimals', count } : undefined;
  return count >= 2 && count <= 17 ? { kind: 'significant', count } : undefined;
}
