import type { RowProblem, TableProblem } from '../../language/matrices/tableRows';
import { message } from '../../message/message';
import { notANumber, type Refusal } from './numberTable';

/** Refuses a table for a cell, its heading or its marks. */
export function tableRefusal(problem: RowProblem | TableProblem): Refusal {
  switch (problem.kind) {
    case 'cell':
    case 'lone-label':
      return notANumber(problem.text);
    case 'label':
      return { refusal: message('Couldn’t read “{0}” as a row label.', problem.text) };
    case 'heading': {
      const { names, entries } = problem;
      return { refusal: message('The heading has length {0}, but the row below has length {1}.', names, entries) };
    }
    case 'counting':
      return {
        refusal: message(
          'Couldn’t tell whether the first column, “{0}”, labels the rows or belongs to the matrix. Remove the column, or the heading.',
          problem.name,
        ),
      };
    case 'counted-columns':
      return {
        refusal: message(
          'Couldn’t tell whether the first row counts the columns or belongs to the matrix. Remove it, or write its numbers with a point.',
        ),
      };
    case 'two-marks':
      return {
        refusal: message(
          'Couldn’t tell the decimal mark: it is a comma in “{0}” but not in “{1}”. Use a point everywhere.',
          problem.comma,
          problem.point,
        ),
      };
    case 'thousands':
      return {
        refusal: message(
          'Couldn’t tell whether “{0}” means {1} or {2}. Write it in one of these two ways.',
          problem.written,
          problem.decimal,
          problem.grouped,
        ),
      };
  }
}

/** Refuses two numbers with a comma between them that may be one. */
export function commaPair(written: string): Refusal {
  return {
    refusal: message(
      'Couldn’t tell whether “{0}” is one number with a decimal comma or two numbers. Use a point, or a space after the comma.',
      written.trim(),
    ),
  };
}
