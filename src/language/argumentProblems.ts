import { diagnostic, type Diagnostic } from './diagnostic';
import { message } from './message';
import type { Argument, Name } from './tree';
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
  for (const argument of given) {
    const place = argument.name === null ? next++ : takes.findIndex(({ name }) => name === argument.name?.text);
    if (place >= 0 && place < takes.length) {
      const first = taken.get(place);
      if (first === undefined) taken.set(place, argument);
      else found.push(givenTwice(argument, first, takes[place].name));
    } else if (argument.name !== null) {
      found.push(
        names.unknownParameter(
          argument.name,
          callee.text,
          takes.map(({ name }) => name),
        ),
      );
    } else {
      found.push(tooMany(callee, argument, takes));
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

function givenTwice(argument: Argument, first: Argument, name: string): Diagnostic {
  return diagnostic('duplicate-name', argument.range, message('{0} is given twice.', name), {
    related: [{ range: first.range, message: message('It is given here already.') }],
  });
}

function tooMany(callee: Name, argument: Argument, takes: readonly Takes[]): Diagnostic {
  return diagnostic(
    'unexpected-token',
    argument.range,
    takes.length === 0
      ? message('{0} takes no value in parentheses.', callee.text)
      : message('This is one value too many: {0} takes {1}.', callee.text, takes.map(({ name }) => name).join(', ')),
  );
}
