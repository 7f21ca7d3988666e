import { entryQuantities, type EntryRef } from '../notation/entry/entryRef';
import { entryAspects, type EntryQuestion } from '../page/entry/entryView';
import type { HeatMapCell } from '../page/heatMap/heatMaps';
import type { SourceTarget } from '../page/page';
import { type PageTrial, readChoices, type ToHost } from './protocol';
import { mostTrials } from './protocol/whatIf';

type Reader<T extends ToHost['type']> = (
  message: Readonly<Record<string, unknown>>,
) => Extract<ToHost, { type: T }> | null;

/** No clipboard text of a page is longer: a matrix of everything that can be shown. */
const LONGEST_COPY = 50_000_000;
const MOST_STEPS = 1_000_000;
/** No formula that is drawn as a picture, and no words of one, are longer. */
const LONGEST_FORMULA = 5_000_000;
/** No number that is typed for a try is longer. */
const LONGEST_NUMBER = 40;

/** How each message of the page is read: all of its parts as they should be, or null. A kind that is forgotten is a type error. */
const readers: { readonly [T in ToHost['type']]: Reader<T> } = {
  ready: () => ({ type: 'ready' }),
  choose: ({ uri, choices }) =>
    typeof uri === 'string' && isRecord(choices) ? { type: 'choose', uri, choices: readChoices(choices) } : null,
  goTo: ({ target }) => (isTarget(target) ? { type: 'goTo', target } : null),
  goToProblem: ({ offset }) => (isCount(offset) ? { type: 'goToProblem', offset } : null),
  plain: ({ id }) => (typeof id === 'string' ? { type: 'plain', id } : null),
  copy: ({ text }) => (typeof text === 'string' && text.length <= LONGEST_COPY ? { type: 'copy', text } : null),
  picture: ({ format, tex, tag, words }) =>
    (format === 'png' || format === 'svg') &&
    isFormula(tex) &&
    (tag === null || (typeof tag === 'string' && tag.length <= LONGEST_NUMBER)) &&
    isFormula(words)
      ? { type: 'picture', format, tex, tag, words }
      : null,
  pictureCopied: ({ done }) => (typeof done === 'boolean' ? { type: 'pictureCopied', done } : null),
  step: ({ index }) => (isCount(index) ? { type: 'step', index } : null),
  endSteps: () => ({ type: 'endSteps' }),
  descend: ({ rate, count }) =>
    isFinite(rate) && isCount(count) && count <= MOST_STEPS ? { type: 'descend', rate, count } : null,
  stopDescent: () => ({ type: 'stopDescent' }),
  writeStep: ({ step }) => (isCount(step) ? { type: 'writeStep', step } : null),
  whatIf: ({ uri, turn, trials }) =>
    typeof uri === 'string' &&
    isCount(turn) &&
    Array.isArray(trials) &&
    trials.length <= mostTrials &&
    trials.every(isTrial)
      ? { type: 'whatIf', uri, turn, trials }
      : null,
  writeWhatIf: () => ({ type: 'writeWhatIf' }),
  inspect: ({ question }) => (isQuestion(question) ? { type: 'inspect', question } : null),
  export: ({ colours }) => (colours === 'weight' || colours === 'gradient' ? { type: 'export', colours } : null),
  present: ({ on }) => (typeof on === 'boolean' ? { type: 'present', on } : null),
  area: ({ area }) => (isCount(area) ? { type: 'area', area } : null),
  help: () => ({ type: 'help' }),
};

/** A message of the page, if it is one that the host knows, with nothing in it but what belongs there; else null. */
export function readToHost(message: unknown): ToHost | null {
  if (!isRecord(message) || typeof message['type'] !== 'string' || !Object.hasOwn(readers, message['type']))
    return null;
  return readers[message['type'] as ToHost['type']](message);
}

const quantities: readonly SourceTarget['quantity'][] = ['W', 'b', 'V', 'v', 'Sigma', 'X', 'target', 'loss', 'rate'];

function isTarget(value: unknown): value is SourceTarget {
  if (!isRecord(value)) return false;
  const { quantity, layer, entry } = value;
  if (!quantities.some((known) => known === quantity) || !isCount(layer)) return false;
  return entry === undefined || (isRecord(entry) && isCount(entry['row']) && isCount(entry['column']));
}

function isTrial(value: unknown): value is PageTrial {
  if (!isRecord(value) || !isTarget(value['target'])) return false;
  const { steps, text } = value;
  const moved = Number.isSafeInteger(steps) && Math.abs(steps as number) <= MOST_STEPS;
  return text === undefined ? moved : steps === undefined && typeof text === 'string' && text.length <= LONGEST_NUMBER;
}

function isQuestion(value: unknown): value is EntryQuestion {
  if (!isRecord(value)) return false;
  const { at, about } = value;
  return entryAspects.some((known) => known === about) && (isEntry(at) || isCell(at));
}

function isCell(value: unknown): value is HeatMapCell {
  return isRecord(value) && typeof value['id'] === 'string' && isCount(value['row']) && isCount(value['column']);
}

function isEntry(value: unknown): value is EntryRef {
  if (!isRecord(value)) return false;
  const { quantity, layer, row, column } = value;
  return entryQuantities.some((known) => known === quantity) && isCount(layer) && isCount(row) && isCount(column);
}

function isFormula(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_FORMULA;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFinite(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A number from 0 that counts something. */
function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
