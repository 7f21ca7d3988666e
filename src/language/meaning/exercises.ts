import { message, type Message } from '../../message/message';
import type { TextRange } from '../../functions/expression/tree';
import { diagnostic, type Diagnostic, type Fix } from '../text/diagnostic';
import { addLineAbove } from '../text/lineEdits';
import { hasNumbers, type Network } from '../../network/network';
import { nearestName } from '../text/names';
import { rewriteFix } from '../text/textFixes';
import { layerQuantities, readQuantityWord, wholeQuantities, type QuantityOfLayer } from '../syntax/quantityWord';
import { givenAnswers, removeQuantity, writtenQuantity } from './givenAnswers';
import { HandedOut } from './handedOut';
import { absence, lack, shapeOf, type QuantityFacts } from './quantityFacts';
import { mapSteps } from '../../steps/items';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import type { ExerciseStatement, QuantitiesStatement, QuantityItem, Spec, Statement } from '../syntax/tree';

/** How many statements are looked at in one step. */
const STATEMENTS_AT_ONCE = 4096;
/** A question has no more points than these. */
const MOST_POINTS = 1000;
/** A quantity of `give` or `ask` takes as long as so many other statements. */
const ITEM = 16;

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
  /** Whether the text asks for anything, be it wrong. */
  readonly asks: boolean;
  readonly notes: readonly string[];
  /** The end of its last statement. */
  readonly end: number;
}

/** What a network lacks of the numbers that an exercise needs; null if nothing. */
export function missingNumbers(network: Network): Message | null {
  const { layers, objective, samples } = network;
  const without = layers.find(({ weights }) => weights === null);
  if (without !== undefined) return message('An exercise needs numbers: layer {0} has no W.', without.index);
  const incomplete = layers.find(({ affine, bias }) => affine && bias === null);
  if (incomplete !== undefined) return message('An exercise needs numbers: layer {0} has no b.', incomplete.index);
  const sample = samples.at(0);
  if (sample === undefined) return message('An exercise needs numbers: there is no input. Add input X = ….');
  if (objective.kind === 'loss' && sample.target === null) {
    return message('An exercise needs numbers: {0} has no target for the loss. Add target = ….', sample.name);
  }
  return hasNumbers(network)
    ? null
    : message('An exercise needs numbers: an input, its target if there is a loss, and every W and b.');
}

/** Exercises of which no sheet can be made: they ask nothing, or their answers need numbers that are not there. */
export function* exercisesWithoutSheet(
  exercises: readonly CheckedExercise[],
  network: Network | null,
): Steps<readonly Diagnostic[]> {
  const missing = network && missingNumbers(network);
  const found = yield* mapSteps(exercises, STATEMENTS_AT_ONCE, ({ statement, ask, asks }) => {
    if (!asks) return diagnostic('unanswerable', statement.keyword, asksNothing);
    return missing === null || ask.length === 0 ? null : diagnostic('unanswerable', statement.keyword, missing);
  });
  return found.filter((one) => one !== null);
}

/** Why there is no sheet of an exercise, or of a text with no other. */
export const asksNothing = message('The exercise asks for nothing. Add what is left out, as in ask Delta1 gradW1.');

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

/** A quantity, or an entry of one, that an exercise gives or asks. */
interface Taken {
  readonly kind: 'give' | 'ask';
  readonly range: TextRange;
}

class ExerciseReader {
  private readonly found: Open[] = [];
  private somethingLost = false;
  /** Every quantity of the present exercise, by its name and entry. */
  private taken = new Map<string, Taken>();
  /** Of each quantity of which entries are taken the first one. */
  private firstEntries = new Map<string, Taken>();
  private handedOut: HandedOut<QuantityItem>;
  private readonly places = new Map<QuantityItem, { readonly statement: QuantitiesStatement; readonly at: number }>();
  private readonly titles = new Map<string, TextRange>();
  /** What was said of the present exercise already: it holds for all its gradients. */
  private readonly lacking = new Set<string>();
  private readonly portion = new Portion(STATEMENTS_AT_ONCE);

  constructor(
    private readonly spec: Spec,
    private readonly facts: QuantityFacts,
    private readonly report: (found: Diagnostic) => void,
  ) {
    this.handedOut = new HandedOut(facts);
  }

  *exercises(): Steps<readonly CheckedExercise[]> {
    const { statements } = this.spec;
    for (const [i, statement] of statements.entries()) {
      if (this.portion.fills()) yield i / statements.length;
      this.place(statement);
      if ((statement.kind !== 'give' && statement.kind !== 'ask') || this.found.length === 0) continue;
      for (const [at, item] of statement.items.entries()) {
        if (this.portion.fills(ITEM)) yield i / statements.length;
        const read = this.item(statement, item, at);
        if (read === null) continue;
        this.found.at(-1)![statement.kind].push(read);
        this.places.set(item, { statement, at });
      }
    }
    const given = yield* givenAnswers(this.found, (item) => this.places.get(item)!, this.spec.text, this.facts);
    given.forEach(this.report);
    return this.found;
  }

  private place(statement: Statement): void {
    if (statement.kind === 'unknown') this.somethingLost = true;
    if (statement.kind === 'exercise') {
      const { title, range } = statement;
      this.found.push({
        statement,
        title: title?.value ?? '',
        give: [],
        ask: [],
        asks: false,
        notes: [],
        end: range.end,
      });
      if (title !== null) this.titled(title.value, title.range);
      this.taken = new Map();
      this.firstEntries = new Map();
      this.handedOut = new HandedOut(this.facts);
      this.lacking.clear();
      return;
    }
    if (statement.kind !== 'give' && statement.kind !== 'ask' && statement.kind !== 'note') return;
    const exercise = this.found.at(-1);
    if (exercise === undefined) {
      if (!statement.broken && !this.somethingLost) this.reportOutside(statement);
      return;
    }
    exercise.end = statement.range.end;
    if (statement.kind === 'ask') exercise.asks = true;
    if (statement.kind === 'note' && statement.text !== null) exercise.notes.push(statement.text.value);
  }

  /** Titles tell exercises apart: on a sheet, in a quiz and in the outline. */
  private titled(title: string, range: TextRange): void {
    const first = this.titles.get(title);
    if (first === undefined) {
      this.titles.set(title, range);
      return;
    }
    const text = message('Another exercise has the title “{0}”.', title);
    const related = [{ range: first, message: message('The first one is here.') }];
    this.report(diagnostic('repeated-title', range, text, { related }));
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

  /** @param at its place among the quantities of the statement, from 0 */
  private item(statement: QuantitiesStatement, item: QuantityItem, at: number): ExerciseItem | null {
    const { name, points } = item;
    const named = readQuantityWord(name.text);
    if (named === null) {
      this.reportUnknown(item);
      return null;
    }
    const problem = absence(named, this.facts) ?? this.entryProblem(named, item);
    if (problem !== null) {
      this.report(diagnostic('unknown-quantity', item.range, problem, { fixes: this.removal(statement, at) }));
      return null;
    }
    if (points !== null && !(points.value > 0 && points.value <= MOST_POINTS)) {
      // What is no number has been reported.
      if (!Number.isNaN(points.value)) {
        const text = message('Points must be more than 0 and at most {0}.', MOST_POINTS);
        this.report(diagnostic('bad-number', points.range, text));
      }
      return null;
    }
    const entry = item.entry && { row: item.entry.row.value, column: item.entry.column?.value ?? 1 };
    if (this.isTaken(statement, at, named, entry)) return null;
    const lacking = lack(named.quantity, this.facts);
    if (lacking !== null && !this.lacking.has(lacking.template)) {
      this.lacking.add(lacking.template);
      this.report(diagnostic('unanswerable', item.range, lacking));
    }
    return { ...named, item, entry, points: points?.value ?? null };
  }

  private reportUnknown(item: QuantityItem): void {
    const { text, range } = item.name;
    const layers = Math.min(this.facts.layers.length, 9);
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
    const [rows, cols] = shapeOf(named, this.facts);
    const [row, column] = [entry.row.value, entry.column?.value ?? 1];
    const inside = (x: number, size: number | null) => Number.isInteger(x) && x >= 1 && (size === null || x <= size);
    if (inside(row, rows) && inside(column, cols)) return null;
    return message('There is no entry [{0}, {1}]: the matrix is {2} × {3}.', row, column, rows ?? '…', cols ?? '…');
  }

  private isTaken(
    statement: QuantitiesStatement,
    at: number,
    { quantity, layer }: QuantityOfLayer,
    entry: ExerciseItem['entry'],
  ): boolean {
    const item = statement.items[at];
    // f is Σ of the last layer.
    const whole = quantity === 'f' ? `Sigma ${this.facts.layers.length}` : `${quantity} ${layer ?? ''}`;
    const key = entry === null ? whole : `${whole} ${entry.row} ${entry.column}`;
    const first = this.taken.get(key) ?? (entry === null ? this.firstEntries : this.taken).get(whole);
    if (first === undefined) {
      const own = { kind: statement.kind, range: item.range };
      this.taken.set(key, own);
      if (entry !== null && !this.firstEntries.has(whole)) this.firstEntries.set(whole, own);
      return this.isAnswer(statement, at, { quantity, layer }, entry);
    }
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
        fixes: this.removal(statement, at),
      }),
    );
    return true;
  }

  /** Whether something that is asked is given under another name, whatever the numbers are. */
  private isAnswer(
    statement: QuantitiesStatement,
    at: number,
    named: QuantityOfLayer,
    entry: ExerciseItem['entry'],
  ): boolean {
    const item = statement.items[at];
    const other = this.handedOut.add(statement.kind, named, entry, item);
    if (other === undefined) return false;
    const wordOf = (one: QuantityItem) => writtenQuantity(this.spec.text, one);
    const text =
      statement.kind === 'give'
        ? message('{0} is always equal to {1}, which is asked: the answer would be on the sheet.', wordOf(item), wordOf(other)) // prettier-ignore
        : message('{0} is always equal to {1}, which is given: the answer would be on the sheet.', wordOf(item), wordOf(other)); // prettier-ignore
    this.report(
      diagnostic('repeated-quantity', item.range, text, {
        related: [{ range: other.range, message: message('The first one is here.') }],
        fixes: this.removal(statement, at),
      }),
    );
    return true;
  }

  private removal(statement: QuantitiesStatement, at: number): Fix[] {
    return [removeQuantity(this.spec.text, { statement, at })];
  }
}
