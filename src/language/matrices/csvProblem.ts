import { message, type Message } from '../../message/message';
import { oddityOf } from './spelledNumber';
import { grouped, maxString } from '../text/limits';
import type { LineProblem, RowProblem, TableProblem } from './tableRows';

/** A place in a file, counted from 1. */
interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a line of a CSV file whose cells cannot be read. */
export function lineProblem(problem: LineProblem, { path, line }: Omit<Place, 'column'>): Message {
  if (problem.kind === 'open-quote') return message('A quote in line {0} of {1} is not closed.', line, path);
  if (problem.kind === 'empty-cell') return missing({ path, line, column: problem.at + 1 });
  return message(
    'The cell in line {0}, column {1} of {2} has {3} characters, but at most {4} are read.',
    line,
    problem.at + 1,
    path,
    grouped(problem.length),
    grouped(maxString),
  );
}

/** What is wrong at a place of a CSV file. */
export function rowProblem(problem: RowProblem, { path, line, column }: Place): Message {
  if (problem.kind === 'heading') {
    const { names, entries } = problem;
    return message(
      'The row in line {0} of {1} has length {2}, but the heading has length {3}.',
      line,
      path,
      entries,
      names,
    );
  }
  const text = problem.text.length > 30 ? `${problem.text.slice(0, 30)}…` : problem.text;
  if (problem.kind === 'label') {
    return message('Line {0}, column {1} of {2} has “{3}” where a row label was expected.', line, column, path, text);
  }
  switch (oddityOf(text)) {
    case 'empty':
      return missing({ path, line, column });
    case 'not-finite':
      return message('Line {0}, column {1} of {2} has {3}; every entry must be finite.', line, column, path, text);
    case 'missing':
      return message('Line {0}, column {1} of {2} has “{3}”, a missing value.', line, column, path, text);
    case 'complex':
      return message('Line {0}, column {1} of {2} has the complex number “{3}”.', line, column, path, text);
    case 'percent':
      return message('Line {0}, column {1} of {2} has “{3}”. Write it without the sign.', line, column, path, text);
    case 'boolean':
    case 'ellipsis':
    case 'other':
      return message('Line {0}, column {1} of {2} has “{3}” where a number was expected.', line, column, path, text);
  }
}

function missing({ path, line, column }: Place): Message {
  return message('An entry is missing in line {0}, column {1} of {2}.', line, column, path);
}

/** What is wrong with a CSV file as a whole. */
export function fileProblem(
  problem: TableProblem | { readonly kind: 'pair'; readonly written: string },
  path: string,
): Message {
  switch (problem.kind) {
    case 'two-marks':
      return message(
        'Couldn’t tell the decimal mark in {0}: it is a comma in “{1}” but not in “{2}”. Use a point everywhere.',
        path,
        problem.comma,
        problem.point,
      );
    case 'thousands':
      return message(
        'Couldn’t tell whether “{1}” in {0} means {2} or {3}. Write it in one of these two ways.',
        path,
        problem.written,
        problem.decimal,
        problem.grouped,
      );
    case 'counting':
      return message(
        'Couldn’t tell whether the first column of {0}, “{1}”, labels the rows or belongs to the matrix. Remove the column, or the heading.',
        path,
        problem.name,
      );
    case 'counted-columns':
      return message(
        'Couldn’t tell whether the first row of {0} counts the columns or belongs to the matrix. Remove it, or write its numbers with a point.',
        path,
      );
    case 'lone-label':
      return message('{0} has “{1}” where a number was expected.', path, problem.text);
    case 'pair':
      return message(
        'Couldn’t tell whether “{1}” in {0} is one number with a decimal comma or two numbers. Use a point, or a space after the comma.',
        path,
        problem.written,
      );
  }
}
