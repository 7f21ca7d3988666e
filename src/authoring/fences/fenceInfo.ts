import { nearestName } from '../../language/text/names';
import { message, type Message } from '../../message/message';
import { ofLooks, type Look } from '../../notation/look';
import type { SheetStyle } from '../exercise/sheetDocument';
import { choiceTexts, partNames, type HandoutChoices, type HandoutPartName } from '../choices';

/** What a fence can show: its own text, its exercises without and with their answers, or a part of a handout. */
export type FencePart = 'spec' | 'exercise' | 'key' | HandoutPartName;

/** What a fence asks for after its language. */
export interface FenceRequest {
  /** In the order in which they are written. */
  readonly parts: readonly FencePart[];
  readonly choices: Partial<HandoutChoices>;
}

export const fenceParts: readonly FencePart[] = ['spec', ...partNames, 'exercise', 'key'];

/** Without braces: the text, and the gradient in form (3). */
const usual: FenceRequest = { parts: ['spec', 'gradient'], choices: {} };

const language = /^nnet(?=$|[\s{,:?])/i;

/** Whether the words after the sign of a fence name this language, in the same way as for its colours. */
export function isNnetFence(info: string): boolean {
  return language.test(info.trim());
}

/**
 * Reads what follows the sign of a fence of this language: `nnet {gradient form=3 layer=1}`.
 * @returns a message says why it can’t be read.
 */
export function readFenceInfo(info: string): FenceRequest | Message {
  const rest = info.trim().replace(language, '').trim();
  if (rest === '') return usual;
  if (!rest.startsWith('{') || !rest.endsWith('}')) {
    return message('Put choices in braces after “nnet”, for example {0}.', '{forward}');
  }
  return readChoices(rest.slice(1, -1));
}

/** A word, alone or with a value: `forward`, `layer=1`, `sample="my input"`. */
const WORD = /([^\s=,"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?[\s,]*/y;

function readChoices(text: string): FenceRequest | Message {
  const parts: FencePart[] = [];
  const choices: Partial<Record<keyof HandoutChoices, unknown>> = {};
  WORD.lastIndex = /^[\s,]*/.exec(text)![0].length;
  while (WORD.lastIndex < text.length) {
    const start = WORD.lastIndex;
    const found = WORD.exec(text);
    if (found === null) return message('“{0}” can’t be read as a choice.', text.slice(start, start + 40));
    const [, word, double, single, bare] = found;
    const value = double ?? single ?? bare?.replace(/,$/, '');
    const part = fenceParts.find((name) => name === word);
    // `network` is a part, `network=affine` a choice.
    if (part !== undefined && (value === undefined || !optionNames.includes(word))) {
      if (value !== undefined) return message('“{0}” takes no value.', word);
      if (parts.includes(part)) return message('“{0}” is defined twice.', word);
      parts.push(part);
    } else {
      const refusal = readChoice(word, value, choices);
      if (refusal !== null) return refusal;
    }
  }
  const request = { parts: parts.length === 0 ? usual.parts : parts, choices: choices as Partial<HandoutChoices> };
  return exerciseProblem(request) ?? request;
}

/** Parts that show no answer of an exercise. */
const WITHOUT_ANSWERS: readonly FencePart[] = ['spec', 'network', 'drawing', 'exercise'];
/** Parts that are written like a sheet, or not written at all, whatever the choices are. */
const LIKE_A_SHEET: readonly FencePart[] = ['spec', 'exercise', 'key'];

/** The choices that sheets have too; the compiler asks for a new one here. */
const ofSheets: Readonly<Record<keyof HandoutChoices & keyof SheetStyle, true>> = {
  ...ofLooks<Readonly<Record<keyof Look, true>>>(() => true),
};

/** Why an exercise can't be shown so: its answers would be beside it, or a choice would change nothing. */
function exerciseProblem({ parts, choices }: FenceRequest): Message | null {
  const [exercise, key] = [parts.includes('exercise'), parts.includes('key')];
  if (!exercise && !key) return null;
  const answer = key ? undefined : parts.find((part) => !WITHOUT_ANSWERS.includes(part));
  if (answer !== undefined) {
    return message('“{0}” would show answers beside the exercise. Leave it out, or add “key”.', answer);
  }
  if (!parts.every((part) => LIKE_A_SHEET.includes(part))) return null;
  const idle = (Object.keys(choices) as (keyof HandoutChoices)[]).find((name) => !(name in ofSheets));
  if (idle === undefined) return null;
  return idle === 'digits'
    ? message('An exercise and its key have four significant digits, so “digits” can’t be chosen.')
    : message('“{0}” has no effect on an exercise or its key.', choiceTexts[idle].option);
}

/** Choices that one fence alone cannot make. */
const forWholeFile: readonly (keyof HandoutChoices)[] = ['language', 'flavor'];

/** Choices that nothing in a fence shows. */
const forPictures: readonly (keyof HandoutChoices)[] = ['background'];

/** The names of choices with a value. */
const optionNames = (Object.keys(choiceTexts) as (keyof HandoutChoices)[])
  .filter((name) => name !== 'what' && !forWholeFile.includes(name) && !forPictures.includes(name))
  .map((name) => choiceTexts[name].option);

/** Adds a choice with a value to those that are read; a message says why it is none. */
function readChoice(
  word: string,
  value: string | undefined,
  choices: Partial<Record<keyof HandoutChoices, unknown>>,
): Message | null {
  const name = (Object.keys(choiceTexts) as (keyof HandoutChoices)[]).find((key) => choiceTexts[key].option === word);
  if (name === undefined) return unknownWord(word, value);
  if (name === 'what') return message('Name the parts without “what”, for example {0}.', '{forward gradient}');
  if (forWholeFile.includes(name)) {
    return message('“{0}” applies to the whole file, so a fence can’t choose it.', word);
  }
  if (forPictures.includes(name)) {
    return message('“{0}” applies to exported pictures, so a fence can’t choose it.', word);
  }
  const choice = choiceTexts[name];
  const { values } = choice;
  if (value === undefined) return message('“{0}” needs a value: {1}.', `${word}=`, values);
  if (Object.hasOwn(choices, name)) return message('“{0}” is defined twice.', word);
  const chosen = choice.read(value);
  if (chosen === undefined) return message('“{0}” is not a possible value of “{1}”: use {2}.', value, word, values);
  choices[name] = chosen;
  return null;
}

function unknownWord(word: string, value: string | undefined): Message {
  const known = value === undefined ? [...fenceParts, ...optionNames] : [...optionNames, ...fenceParts];
  const near = nearestName(word, known);
  return near === null
    ? message(
        'Unknown choice “{0}”. Parts: {1}. Choices with a value: {2}.',
        word,
        fenceParts.join(', '),
        optionNames.join(', '),
      )
    : message('Unknown choice “{0}”. Did you mean “{1}”?', word, near);
}
