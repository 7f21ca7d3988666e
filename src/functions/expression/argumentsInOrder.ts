import type { Argument } from './tree';

/**
 * The arguments of a call in the order of the parameters, positional ones first; undefined where none is given.
 * An argument that has no place (too many, an unknown name) is left out.
 */
export function argumentsInOrder(
  given: readonly Argument[],
  parameters: readonly string[],
): readonly (Argument | undefined)[] {
  const places: (Argument | undefined)[] = parameters.map(() => undefined);
  let next = 0;
  for (const argument of given) {
    const at = argument.name === null ? next++ : parameters.indexOf(argument.name.text);
    if (at >= 0 && at < places.length) places[at] = argument;
  }
  return places;
}
