import { message, type Message } from '../../message/message';
import type { TextRange } from '../../functions/expression/tree';
import { diagnostic, type Diagnostic, type Fix } from '../text/diagnostic';
import { addLineAbove, removeStatement } from '../text/lineEdits';
import { nearestName } from '../text/names';
import { rewriteFix } from '../text/textFixes';
import {
  layerQuantities,
  readQuantityWord,
  wholeQuantities,
  type AskedQuantity,
  type QuantityOfLayer,
} from '../syntax/quantityWord';
import type { Steps } from '../../steps/steps';
import type { ExerciseStatement, QuantitiesStatement, QuantityItem, Spec, Statement } from '../syntax/tree';

/** How many statements are looked at in one step. */
const STATEMENTS_AT_ONCE = 4096;

/** A quantity, or one entry of it, that an exercise gives or asks for. */
export interface ExerciseItem extends QuantityOfLayer {
  readonly item: QuantityItem;
  /** From 1; null = the whole matrix. */
  readonly entry: { readonly row: number; readonly column: number } | null;
  /** null where the text gives none. */
  readonly points: number | null;
}

/** An exercise with what belongs to it. */
export interface CheckedExercise {
  readonly statement: ExerciseStatement;
  readonly title: string;
  readonly give: readonly ExerciseItem[];
  readonly ask: readonly ExerciseItem[];
  readonly notes: readonly string[];
  /** The end of its last statement. */
  readonly end: number;
}

/** What of the network decides which quantities there are. */
export interface QuantityFacts {
  /** n_0 … n_k; null where unknown. */
  readonly sizes: readonly (number | null)[];
  /** Whether each layer has a bias. */
  readonly affine: readonly boolean[];
  readonly objective: 'loss' | 'output' | null;
  readonly hasRate: boolean;
}

/** The exercises of a text, in steps that can be abandoned; what is wrong with them is reported. */
export function checkedExercises(
  spec: Spec,
  facts: QuantityFacts,
  report: (found: Diagnostic) => void,
): Steps<readonly CheckedExercise[]> {
  return new ExerciseReader(spec, facts, report).exercises();
}

type Open = {
  -readonly [K in keyof CheckedExercise]: CheckedExercise[K] extends readonly (infer T)[] ? T[] : CheckedExercise[K];
};

class ExerciseReader {
  private readonly found: Open[] = [];
  private somethingLost = false;
  /** Every quantity of the present exercise, by its name and entry. */
  private taken = new Map<string, { readonly kind: 'give' | 'ask'; readonly range: TextRange }>();

  constructor(
    private readonly spec: Spec,
    private readonly facts: QuantityFacts,
    private readonly report: (found: Diagnostic) => void,
  ) {}

  *exercises(): Steps<readonly CheckedExercise[]> {
    for (const [i, statement] of this.spec.statements.entries()) {
      this.place(statement);
      if (i % STATEMENTS_AT_ONCE === STATEMENTS_AT_ONCE - 1) yield i / this.spec.statements.length;
    }
    return this.found;
  }

  private place(statement: Statement): void {
    if (statement.kind === 'unknown') this.somethingLost = true;
    if (statement.kind === 'exercise') {
      const { title, range } = statement;
      this.found.push({ statement, title: title?.value ?? '', give: [], ask: [], notes: [], end: range.end });
      this.taken = new Map();
      return;
    }
    if (statement.kind !== 'give' && statement.kind !== 'ask' && statement.kind !== 'note') return;
    const exercise = this.found.at(-1);
    if (exercise === undefined) {
      if (!statement.broken && !this.somethingLost) this.reportOutside(statement);
      return;
    }
    exercise.end = statement.range.end;
    if (statement.kind === 'note') {
      if (statement.text !== null) exercise.notes.push(statement.text.value);
      return;
    }
    for (const item of statement.items) {
      const read = this.item(statement, item);
      if (read !== null) exercise[statement.kind].push(read);
    }
  }

  private reportOutside(statement: Statement): void {
    // One word is enough: the rest of the exercise would say the same.
    this.somethingLost = true;
    const text = message('{0} belongs to an exercise. Write exercise "…" above it.', statement.kind);
    const line = 'exercise "Exercise"';
    const edits = [addLineAbove(this.spec.text, statement.range, line)];
    const fixes: Fix[] = [{ title: message('Add {0}', line), edits, preferred: true }];
    this.report(diagnostic('misplaced-statement', statement.keyword, text, { fixes }));
  }

  private item(statement: QuantitiesStatement, item: QuantityItem): ExerciseItem | null {
    const { name, points } = item;
    const named = readQuantityWord(name.text);
    if (named === null) {
      this.reportUnknown(item);
      return null;
    }
    const problem = absent(named, this.facts) ?? this.entryProblem(named, item);
    if (problem !== null) {
      this.report(diagnostic('unknown-quantity', item.range, problem, { fixes: this.removal(statement, item) }));
      return null;
    }
    if (points !== null && !(points.value >= 0)) return null;
    const entry = item.entry && { row: item.entry.row.value, column: item.entry.column?.value ?? 1 };
    if (this.isTaken(statement, item, named, entry)) return null;
    if (statement.kind === 'ask') this.reportUnanswerable(item, named);
    return { ...named, item, entry, points: points?.value ?? null };
  }

  private reportUnknown(item: QuantityItem): void {
    const { text, range } = item.name;
    const layers = Math.min(this.facts.affine.length, 9);
    const all = [
      ...Array.from({ length: layers }, (_, i) => layerQuantities.map((quantity) => `${quantity}${i + 1}`)).flat(),
      ...wholeQuantities,
    ];
    const meant = nearestName(text, all);
    this.report(
      meant === null
        ? diagnostic(
            'unknown-quantity',
            range,
            message('“{0}” is no quantity. There are N1, Sigma1, dSigma1, Delta1, gradW1, gradb1, nextW1, nextb1, gradX, f and L.', text), // prettier-ignore
          )
        : diagnostic('unknown-quantity', range, message('“{0}” is no quantity. Did you mean “{1}”?', text, meant), {
            fixes: [rewriteFix(range, meant)],
          }),
    );
  }

  /** An entry outside the matrix. */
  private entryProblem(named: QuantityOfLayer, { entry }: QuantityItem): Message | null {
    if (entry === null) return null;
    const [rows, cols] = shapeOf(named, this.facts.sizes);
    const [row, column] = [entry.row.value, entry.column?.value ?? 1];
    const inside = (x: number, size: number | null) => Number.isInteger(x) && x >= 1 && (size === null || x <= size);
    if (inside(row, rows) && inside(column, cols)) return null;
    return message('There is no entry [{0}, {1}]: the matrix is {2} × {3}.', row, column, rows ?? '…', cols ?? '…');
  }

  private isTaken(
    statement: QuantitiesStatement,
    item: QuantityItem,
    { quantity, layer }: QuantityOfLayer,
    entry: ExerciseItem['entry'],
  ): boolean {
    const whole = `${quantity} ${layer ?? ''}`;
    const key = entry === null ? whole : `${whole} ${entry.row} ${entry.column}`;
    const first = this.taken.get(key) ?? this.taken.get(whole);
    this.taken.set(key, { kind: statement.kind, range: item.range });
    if (first === undefined) return false;
    const name = this.spec.text.slice(item.name.range.start, item.name.range.end);
    const text =
      first.kind !== statement.kind
        ? message('{0} is both given and asked.', name)
        : first.kind === 'ask'
          ? message('{0} is already asked.', name)
          : message('{0} is already given.', name);
    this.report(
      diagnostic('repeated-quantity', item.range, text, {
        related: [{ range: first.range, message: message('The first one is here.') }],
        fixes: this.removal(statement, item),
      }),
    );
    return true;
  }

  private reportUnanswerable(item: QuantityItem, { quantity }: QuantityOfLayer): void {
    const { objective, hasRate } = this.facts;
    const ofGradient = !['N', 'Sigma', 'dSigma', 'f', 'L'].includes(quantity);
    const text =
      quantity.startsWith('next') && !hasRate
        ? message('Without a rate there is no updated W or b. Add rate = ….')
        : ofGradient && objective === null && this.facts.sizes.at(-1) !== 1
          ? message('There is nothing to differentiate here: add a loss or an output.')
          : quantity === 'L' && objective !== 'loss'
            ? message('Without a loss there is no L. Add a loss, or ask for f.')
            : null;
    if (text !== null) this.report(diagnostic('unanswerable', item.range, text));
  }

  private removal(statement: QuantitiesStatement, item: QuantityItem): Fix[] {
    if (statement.items.length === 1) return [removeStatement(this.spec.text, statement)];
    const at = statement.items.indexOf(item);
    const range =
      at === 0
        ? { start: item.range.start, end: statement.items[1].range.start }
        : { start: statement.items[at - 1].range.end, end: item.range.end };
    return [{ title: message('Remove it'), edits: [{ range, newText: '' }], preferred: true }];
  }
}

/** Why the network has no such quantity; null if it has. */
function absent({ quantity, layer }: QuantityOfLayer, { affine }: QuantityFacts): Message | null {
  if (layer === null) return null;
  if (layer < 1 || layer > affine.length) {
    return message('There is no layer {0}: the network has {1}.', layer, affine.length);
  }
  const ofBias = quantity === 'gradb' || quantity === 'nextb';
  return ofBias && !affine[layer - 1] ? message('Layer {0} has no b.', layer) : null;
}

/** The shape for one input; null where a size is unknown. */
function shapeOf({ quantity, layer }: QuantityOfLayer, sizes: readonly (number | null)[]): (number | null)[] {
  const at = layer ?? sizes.length - 1;
  const rows: Partial<Record<AskedQuantity, number | null>> = { gradX: sizes[0], L: 1 };
  const ofWeights = quantity === 'gradW' || quantity === 'nextW';
  return [quantity in rows ? rows[quantity]! : sizes[at], ofWeights ? sizes[at - 1] : null];
}
