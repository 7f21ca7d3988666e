import type { Analysis } from '../../analysis/analysis';
import type { Translate } from '../../message/message';
import type { CompletionItem } from './completionItem';
import type { CursorContext } from './cursorContext';
import { documentation } from '../describe/documentation';

/** More entries are not typed one by one. */
const mostEntries = 64;

/** A matrix of zeros in the size that fits behind the `=`, each a place to be filled in; empty where none is known. */
export function literalSkeleton(
  analysis: Analysis,
  context: CursorContext,
  translate: Translate,
): readonly CompletionItem[] {
  const size = sizeAt(analysis, context);
  if (size === null || size.rows * size.cols > mostEntries) return [];
  const { rows, cols } = size;
  const row = (r: number) => Array.from({ length: cols }, (_, c) => `\${${r * cols + c + 1}:0}`).join(' ');
  // Rows line up below the first entry; the editor itself repeats the indentation of the line.
  const indent = ' '.repeat(context.word.start - context.start + 1);
  const body = Array.from({ length: rows }, (_, r) => row(r)).join(`\n${indent}`);
  return [
    {
      label: '[…]',
      kind: 'value',
      detail: `${rows} × ${cols}`,
      documentation: documentation.statement('literal', translate),
      snippet: `[${body}]$0`,
    },
  ];
}

/** How many rows and columns are to be written; a vector is written as a row. */
function sizeAt({ checked }: Analysis, { statement, start }: CursorContext): { rows: number; cols: number } | null {
  const vector = (size: number | null | undefined) => (size ? { rows: 1, cols: size } : null);
  switch (statement) {
    case 'weights':
    case 'bias': {
      const layer = checked.layers.findLast((l) => l.statement.range.start < start);
      if (layer === undefined || layer.size === null) return null;
      if (statement === 'bias') return vector(layer.size);
      return layer.inputSize === null ? null : { rows: layer.size, cols: layer.inputSize };
    }
    case 'input':
      return vector(checked.sizes[0]);
    case 'target': {
      const sample = checked.spec.statements.findLast(
        (s) => (s.kind === 'input' || s.kind === 'batch') && s.range.start < start,
      );
      return sample?.kind === 'input' ? vector(checked.sizes.at(-1)) : null;
    }
    default:
      return null;
  }
}
