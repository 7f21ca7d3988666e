import { message, type Message } from '../../message/message';
import type { MissingPlaces } from '../problems/missingPlaces';
import type { ParameterStatement, Spec, Statement } from '../syntax/tree';
import { diagnostic, type Diagnostic, type DiagnosticCode } from '../text/diagnostic';
import { removeStatement } from '../text/lineEdits';
import { letterOf, type LayerStatements } from './structure';

/** A `W3` below layer 2. */
export function wrongIndex(
  places: MissingPlaces,
  statement: ParameterStatement,
  index: NonNullable<ParameterStatement['index']>,
  layer: LayerStatements,
): Diagnostic {
  return diagnostic(
    'misplaced-statement',
    statement.keyword,
    message(
      '{0} has index {1} but comes after layer {2}. Move it below its layer, or change the index to {2}.',
      letterOf(statement),
      index.value,
      layer.index,
    ),
    {
      related: [{ range: layer.statement.keyword, message: message('This is layer {0}.', layer.index) }],
      fixes: [
        {
          title: message('Change the index to {0}', layer.index),
          edits: [{ range: index.range, newText: String(layer.index) }],
          preferred: false,
        },
        ...places.fixes(statement),
      ],
    },
  );
}

/** A `v` in a layer that has no bias. */
export function directionWithoutBias(
  spec: Spec,
  { index, statement }: LayerStatements,
  direction: ParameterStatement,
): Diagnostic {
  return diagnostic(
    'misplaced-statement',
    direction.keyword,
    message('Layer {0} has no b, so v has nothing to be a direction for. Remove v, or add b.', index),
    {
      related: [{ range: statement.keyword, message: message('This is layer {0}.', index) }],
      fixes: [removeStatement(spec.text, direction)],
    },
  );
}

/** A second statement where a text has one at most. */
export function givenTwice(
  spec: Spec,
  code: DiagnosticCode,
  second: Statement,
  first: Statement,
  text: Message,
): Diagnostic {
  return diagnostic(code, second.keyword, text, {
    related: [{ range: first.keyword, message: message('The first one is here.') }],
    fixes: [
      removeStatement(spec.text, second),
      ...(code === 'objective-conflict'
        ? [{ ...removeStatement(spec.text, first), title: message('Remove the first one') }]
        : []),
    ],
  });
}
