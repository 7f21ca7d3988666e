import { diagnostic, type Diagnostic, type Fix } from '../text/diagnostic';
import { message } from '../../message/message';
import type { Argument, Name } from '../../functions/expression/tree';
import type { UnknownNames } from './unknownNames';

/** What a call may be given. */
export interface Takes {
  readonly name: string;
  /** Whether it has no default. */
  readonly required: boolean;
}

/**
 * What is wrong with the arguments of a call: too many, an unknown or repeated name, one that is needed and missing.
 * Nothing is wrong if the list is empty.
 */
export function argumentProblems(
  callee: Name,
  given: readonly Argument[],
  takes: readonly Takes[],
  names: UnknownNames,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const taken = new Map<number, Argument>();
  let next = 0;
  for (const [i, argument] of given.entries()) {
    const place = argument.name === null ? next++ : takes.findIndex(({ name }) => name === argument.name?.text);
    if (place >= 0 && place < takes.length) {
      const first = taken.get(place);
      if (first === undefined) taken.set(place, argument);
      else found.push(givenTwice(argument, given[i - 1], first, takes[place].name));
    } else if (argument.name !== null) {
      found.push(
        names.unknownParameter(
          argument.name,
          callee.text,
          takes.map(({ name }) => name),
        ),
      );
    } else {
      found.push(tooMany(callee, given.slice(i), given[i - 1], takes));
      break;
    }
  }
  if (found.length > 0) return found;
  const missing = takes.find(({ required }, place) => required && !taken.has(place));
  if (missing !== undefined) {
    const text = message('{0} needs a value for {1} in its parentheses.', callee.text, missing.name);
    found.push(diagnostic('unexpected-token', callee.range, text));
  }
  return found;
}

function givenTwice(argument: Argument, before: Argument, first: Argument, name: string): Diagnostic {
  return diagnostic('duplicate-name', argument.range, message('{0} is defined twice.', name), {
    related: [{ range: first.range, message: message('It is first defined here.') }],
    fixes: [remove(argument, before)],
  });
}

/** `surplus` starts with the first argument for which there is no place, and may go on with named ones. */
function tooMany(
  callee: Name,
  surplus: readonly Argument[],
  before: Argument | undefined,
  takes: readonly Takes[],
): Diagnostic {
  const isAll = surplus.every(({ name }) => name === null);
  return diagnostic(
    'unexpected-token',
    surplus[0].range,
    takes.length === 0
      ? message('{0} takes no values in parentheses.', callee.text)
      : message('Too many values: {0} takes {1}.', callee.text, takes.map(({ name }) => name).join(', ')),
    { fixes: before !== undefined && isAll ? [remove(surplus.at(-1)!, before)] : [] },
  );
}

/** Takes all out of the parentheses that follows `before`, up to the end of `last`. */
function remove(last: Argument, before: Argument): Fix {
  const range = { start: before.range.end, end: last.range.end };
  return { title: message('Remove the extra value'), edits: [{ range, newText: '' }], preferred: false };
}
