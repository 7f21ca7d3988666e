import { statementAt } from '../../analysis/places';
import type { CheckedSpec } from '../../language/meaning/checked';
import type { Fix } from '../../language/text/diagnostic';
import { generatorTable } from '../../language/matrices/generators';
import { message } from '../../message/message';
import type { MatrixNode } from '../../language/syntax/tree';

/** Writes the seed that a random matrix at the offset leaves out, as the one in force, so that its numbers stay. */
export function giveSeed(checked: CheckedSpec, offset: number): Fix | null {
  const statement = statementAt(checked, offset);
  if (statement === null || statement.broken) return null;
  if (statement.kind !== 'weights' && statement.kind !== 'bias') return null;
  let node: MatrixNode | null = statement.value;
  while (node?.kind === 'transpose') node = node.operand;
  if (node?.kind !== 'generator') return null;
  const parameters = generatorTable.get(node.name.text)?.parameters ?? [];
  const place = parameters.findIndex(({ name }) => name === 'seed');
  const seed = parameters[place]?.default ?? null;
  // A positional argument may be the seed too: `glorot(7)`.
  const isGiven = node.arguments.some(({ name }, i) => (name === null ? i === place : name.text === 'seed'));
  if (seed === null || isGiven) return null;
  const end = node.arguments.at(-1)?.range.end ?? checked.spec.text.indexOf('(', node.name.range.end) + 1;
  const argument = `seed = ${seed}`;
  return {
    title: message('Add the seed: {0}', argument),
    edits: [{ range: { start: end, end }, newText: node.arguments.length > 0 ? `, ${argument}` : argument }],
    preferred: false,
  };
}
