import { choiceTexts, usualHandout, type HandoutChoices } from '../authoring/choices';
import { say } from '../message/message';
import { lookNames, type Look } from '../notation/look';
import { UsageError } from './outcome';

const choiceNames = Object.keys(choiceTexts) as (keyof HandoutChoices)[];

/** The options for all choices of an export. */
export const choiceOptions = Object.fromEntries(
  choiceNames.map((name) => [choiceTexts[name].option, { type: 'string' as const }]),
);

/** The options of how formulas are written, which have the names of these choices, for whatever writes some. */
export const lookOptions = Object.fromEntries(lookNames.map((name) => [name, { type: 'string' }])) as {
  readonly [Name in keyof Look]: { readonly type: 'string' };
};

/** What the options of a call, by their names, say of an export. */
export function choicesIn(given: Readonly<Record<string, string | undefined>>): HandoutChoices {
  return chosen(choiceNames, given) as HandoutChoices;
}

/** What they say of how formulas are written. */
export function lookIn(given: { readonly [Name in keyof Look]?: string | undefined }): Look {
  return chosen(lookNames, given) as Look;
}

function chosen(names: readonly (keyof HandoutChoices)[], given: Readonly<Record<string, string | undefined>>): object {
  return Object.fromEntries(
    names.map((name) => {
      const choice = choiceTexts[name];
      const { option, values } = choice;
      const text = given[option];
      if (text === undefined) return [name, usualHandout[name]];
      const value = choice.read(text);
      if (value === undefined) throw new UsageError(`--${option} ${text} is not possible: it can be ${say(values)}.`);
      return [name, value];
    }),
  );
}
