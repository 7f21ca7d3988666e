import { diagnostic, type Diagnostic, type Fix } from '../text/diagnostic';
import { addLineAbove } from '../text/lineEdits';
import { message, type Message } from '../../message/message';
import { latinLookAlike, nearestName } from '../text/names';
import type { Name, TextRange } from '../../functions/expression/tree';
import type { Spec, Statement } from '../syntax/tree';

export type NameCode = 'unknown-name' | 'unknown-function' | 'unknown-activation' | 'unknown-loss';

/** After so many comparisons with known names no nearest one is looked for: a text of megabytes of errors must not hang. */
const patience = 200_000;

/** Says that a name stands for nothing, and what it may have been meant to be. */
export class UnknownNames {
  private comparisons = 0;

  constructor(private readonly spec: Spec) {}

  /**
   * @param known the names that could stand here, asked for only while there is patience
   * @param below where the name is defined, if that is further down
   */
  unknown(code: NameCode, name: Name, known: () => readonly string[], below: TextRange | null = null): Diagnostic {
    const found = this.of(code, name, known, below, {
      near: (nearest) => nearestText(code, name.text, nearest),
      other: unknownText(code, name.text, known),
    });
    if (code !== 'unknown-name' || below !== null) return found;
    return { ...found, fixes: [...found.fixes, ...this.define(name)] };
  }

  /** Defines a constant above the statement that names it. Its value is the author's to change. */
  private define(name: Name): Fix[] {
    const { text, statements } = this.spec;
    const statement = statements[firstEndingBehind(statements, name.range.start)] as Statement | undefined;
    if (statement === undefined) return [];
    const line = `let ${name.text} = 1`;
    return [{ title: message('Add {0}', line), edits: [addLineAbove(text, statement.range, line)], preferred: false }];
  }

  /** Says that no input or batch has the name. */
  unknownSample(name: Name, known: () => readonly string[], below: TextRange | null): Diagnostic {
    return this.of('unknown-name', name, known, below, {
      near: (nearest) => message('No input or batch named {0} above. Did you mean {1}?', name.text, nearest),
      other: message('No input or batch named {0} above.', name.text),
    });
  }

  /** Says that what is called has no parameter of the name. */
  unknownParameter(name: Name, callee: string, known: readonly string[]): Diagnostic {
    return this.of('unknown-name', name, () => known, null, {
      near: (nearest) => message('{0} has no parameter {1}. Did you mean {2}?', callee, name.text, nearest),
      other:
        known.length === 0
          ? message('{0} has no parameters, so {1} is not expected.', callee, name.text)
          : message('{0} has no parameter {1}. It takes {2}.', callee, name.text, known.join(', ')),
    });
  }

  private of(
    code: NameCode,
    name: Name,
    candidates: () => readonly string[],
    below: TextRange | null,
    says: { near(nearest: string): Message; other: Message },
  ): Diagnostic {
    if (below !== null) {
      const related = [{ range: below, message: message('{0} is defined here.', name.text) }];
      const text = message('{0} is defined further down. A name must be defined before it is used.', name.text);
      return diagnostic(code, name.range, text, { related });
    }
    if (this.comparisons > patience) return diagnostic(code, name.range, says.other);
    const known = candidates();
    this.comparisons += known.length;
    const latin = latinLookAlike(name.text);
    const twin = known.find((candidate) => candidate !== name.text && latinLookAlike(candidate) === latin);
    if (twin !== undefined) {
      const text = message(
        'Unknown name {0}. It looks like {1} but has different letters (such as Cyrillic с instead of Latin c).',
        name.text,
        twin,
      );
      return diagnostic(code, name.range, text, { fixes: [write(name, twin)] });
    }
    const nearest = nearestName(name.text, known);
    if (nearest === null) return diagnostic(code, name.range, says.other);
    return diagnostic(code, name.range, says.near(nearest), { fixes: [write(name, nearest)] });
  }
}

/** The index of the first statement that ends behind the offset. */
function firstEndingBehind(statements: readonly Statement[], offset: number): number {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle].range.end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function write(name: Name, meant: string): Fix {
  return { title: message('Write {0}', meant), edits: [{ range: name.range, newText: meant }], preferred: true };
}

function nearestText(code: NameCode, name: string, nearest: string): Message {
  switch (code) {
    case 'unknown-name':
      return message('Unknown name {0}. Did you mean {1}?', name, nearest);
    case 'unknown-function':
      return message('Unknown function {0}. Did you mean {1}?', name, nearest);
    case 'unknown-activation':
      return message('Unknown activation {0}. Did you mean {1}?', name, nearest);
    case 'unknown-loss':
      return message('Unknown loss {0}. Did you mean {1}?', name, nearest);
  }
}

function unknownText(code: NameCode, name: string, known: () => readonly string[]): Message {
  switch (code) {
    case 'unknown-name':
      return message('Unknown name {0}. To define a constant, add above: let {0} = ….', name);
    case 'unknown-function':
      return message('Unknown function {0}. To define a custom one, add above: activation {0}(x) = ….', name);
    case 'unknown-activation':
      return message('Unknown activation {0}. To define a custom one, add above: activation {0}(x) = ….', name);
    case 'unknown-loss':
      return message('Unknown loss {0}. Available: {1}, or a custom one: loss (f, y) = ….', name, known().join(', '));
  }
}
