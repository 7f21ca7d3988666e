import { letterOf } from '../../language/meaning/structure';
import type { Analysis } from '../../analysis/analysis';
import { statementAt } from '../../analysis/places';
import type { SymbolEntry } from '../../language/meaning/checked';
import { constants, extremeFunctions, unaryFunctions } from '../../functions/builtin/functions';
import { generatorTable } from '../../language/matrices/generators';
import type { Translate } from '../../message/message';
import { expressionWords, keywords } from '../../language/syntax/words';
import { builtinActivations } from '../../functions/builtin/activations';
import { builtinLosses } from '../../functions/builtin/losses';
import { callParameters } from '../describe/callParameters';
import { cursorContext, type CursorContext, statementsBefore } from './cursorContext';
import { documentation } from '../describe/documentation';
import type { CompletionItem, Completions } from './completionItem';
import { inTheMiddle } from './statementOrder';
import { literalSkeleton } from './literalSkeleton';
import { exerciseCompletions } from './quantityCompletions';

/**
 * The completions at an offset. Answers from the analysis alone, whatever the size of the text.
 * @param trigger the sign that was just typed, if it is that which asks
 */
export function completionsAt(
  analysis: Analysis,
  offset: number,
  translate: Translate,
  trigger: string | null = null,
): Completions {
  const context = cursorContext(analysis, offset);
  if (context === null || (trigger !== null && isQuiet(context))) return { replaceFrom: offset, items: [] };
  const items = new Completer(analysis, context, translate).items();
  return { replaceFrom: context.word.start, items };
}

/** Where a list nobody asked for would be in the way: in the indentation, and between the numbers of a matrix. */
function isQuiet({ statement, open }: CursorContext): boolean {
  return statement === null || (statement !== 'layer' && open.at(-1)?.kind === '[');
}

/** The generators that make inputs and targets too. */
const forSamples = [...generatorTable.values()].filter((g) => g.forSamples).map(({ name }) => name);

/** The statements whose text is in quotes. */
const quoted = new Set(['network', 'exercise', 'note']);

/** Statements above and below the cursor that are looked at for what makes sense there. */
const MOST_STATEMENTS = 10_000;

class Completer {
  constructor(
    private readonly analysis: Analysis,
    private readonly context: CursorContext,
    private readonly translate: Translate,
  ) {}

  items(): CompletionItem[] {
    const { statement, before } = this.context;
    if (statement === null) return this.statements();
    const assigned = before.some((t) => t.kind === '=');
    // What can follow the keyword, before anything else is written.
    const begun = (items: () => CompletionItem[]): CompletionItem[] => (before.length === 0 ? items() : []);
    const none = (): CompletionItem[] => [];
    const expression = (): CompletionItem[] => (assigned ? this.expression() : []);
    const parameter = (): CompletionItem[] => (assigned ? this.value([...generatorTable.keys(), 'file']) : []);
    const quantity = (): CompletionItem[] => exerciseCompletions(this.analysis.checked, this.context, this.translate);
    const items: Readonly<Record<typeof statement, () => CompletionItem[]>> = {
      network: none,
      layer: () => this.layer(),
      loss: () => this.loss(),
      output: () => begun(() => this.outputs()),
      let: expression,
      rate: expression,
      activation: expression,
      derivative: () => (assigned ? this.expression() : begun(() => this.activations(false))),
      target: () => (assigned ? this.value(['onehot', 'file', ...forSamples]) : begun(() => this.samples())),
      input: () => (assigned ? this.value(['file', ...forSamples]) : begun(() => this.sizes(0))),
      batch: () => (assigned ? this.value(['file']) : []),
      exercise: none,
      note: none,
      give: quantity,
      ask: quantity,
      weights: parameter,
      bias: parameter,
    };
    return items[statement]();
  }

  /** The statements that make sense here; those that may stand only once are left out where they stand already. */
  private statements(): CompletionItem[] {
    const { statements } = this.analysis.checked.spec;
    const { start } = this.context.word;
    const here = statementAt(this.analysis.checked, start);
    const before = statementsBefore(statements, start);
    const [present, above] = [new Set<string>(), new Set<string>()];
    let own = new Set<string>();
    // There may be millions: those nearby say enough.
    const first = Math.max(0, before - MOST_STATEMENTS);
    const last = Math.min(statements.length, before + MOST_STATEMENTS);
    for (let i = first; i < last; i++) {
      const statement = statements[i];
      if (statement === here) continue;
      const { kind } = statement;
      present.add(kind);
      if (i >= before) continue;
      above.add(kind);
      if (kind === 'layer') own = new Set();
      else if (kind === 'weights' || kind === 'bias') own.add(letterOf(statement));
    }
    const once = new Set(['network', 'loss', 'output', 'rate']);
    const words: string[] = (above.size === 0 ? keywords : inTheMiddle).filter(
      (word) =>
        !(once.has(word) && present.has(word)) &&
        !(word === 'output' && present.has('loss')) &&
        !(word === 'loss' && present.has('output')) &&
        !(word === 'target' && !above.has('input') && !above.has('batch')) &&
        !(/^(?:give|ask|note)$/.test(word) && !above.has('exercise')),
    );
    if (above.has('layer')) {
      words.unshift(...(['W', 'b'] as const).filter((letter) => !own.has(letter)));
      // A direction is for a parameter that is there.
      const directions = [['W', 'V'] as const, ['b', 'v'] as const];
      words.push(...directions.flatMap(([of, letter]) => (own.has(of) && !own.has(letter) ? [letter] : [])));
    }
    return words.map((word) => ({
      label: word,
      kind: 'keyword',
      detail: '',
      documentation: documentation.statement(word, this.translate),
      snippet: /^[WbVv]$/.test(word) ? `${word} = $0` : quoted.has(word) ? `${word} "\${1}"` : `${word} $0`,
    }));
  }

  private layer(): CompletionItem[] {
    const { before, open } = this.context;
    if (open.at(-1)?.kind === '(') return [...this.namedArguments(), ...this.expression()];
    if (open.at(-1)?.kind === '[') return this.activations(false);
    const last = before.at(-1)?.kind;
    if (last === undefined) return [...this.activations(true), ...this.sizes(null)];
    if (last === ':') return [...this.activations(true), ...this.sizes(null)];
    return last === 'number' ? this.activations(true) : [];
  }

  private loss(): CompletionItem[] {
    const { before, open } = this.context;
    if (before[0]?.kind === '(') {
      if (!before.some(({ kind }) => kind === '=')) return [];
      return [...this.lossArguments(), ...this.expression(), ...(open.length === 0 ? this.reductions() : [])];
    }
    if (open.at(-1)?.kind === '(') return [...this.namedArguments(), ...this.expression()];
    if (before.length > 0) return this.reductions();
    return builtinLosses.map((loss) => ({
      label: loss.name,
      kind: 'loss',
      detail: `ℓ(f, y) = ${loss.formula()}`,
      documentation: documentation.loss(loss, this.translate),
      ...(loss.parameters.length > 0 && { snippet: `${loss.name}($0)` }),
    }));
  }

  /** The y and t of `loss (y, t) = …`, which are no symbols before there is a body. */
  private lossArguments(): CompletionItem[] {
    const { before } = this.context;
    const known = new Set(this.visible('parameter').map((symbol) => symbol.name));
    return before
      .slice(
        0,
        before.findIndex((t) => t.kind === '='),
      )
      .filter((t) => t.kind === 'name')
      .map((t) => this.analysis.text.slice(t.start, t.end).normalize('NFC'))
      .filter((label) => !known.has(label))
      .map((label): CompletionItem => ({ label, kind: 'name', detail: '', documentation: '' }));
  }

  private reductions(): CompletionItem[] {
    return ['sum', 'mean'].map((word) => ({
      label: word,
      kind: 'keyword',
      detail: '',
      documentation: documentation.statement(word, this.translate),
    }));
  }

  private activations(inLayer: boolean): CompletionItem[] {
    const own = this.visible('activation').map((symbol): CompletionItem => ({
      label: symbol.name,
      kind: 'activation',
      detail: this.headOf(symbol),
      documentation: documentation.customFunction(this.analysis, symbol),
    }));
    const built = builtinActivations.map((activation): CompletionItem => ({
      label: activation.name,
      kind: 'activation',
      detail: `${this.translate('σ')}(x) = ${activation.formula()}`,
      documentation: documentation.activation(activation, this.translate),
    }));
    const softmax: CompletionItem = {
      label: 'softmax',
      kind: 'activation',
      detail: 'exp(x_i)/Σ_j exp(x_j)',
      documentation: documentation.statement('softmax', this.translate),
    };
    return [...own, ...built, ...(inLayer && this.isLastLayer() ? [softmax] : [])];
  }

  private isLastLayer(): boolean {
    return !this.analysis.checked.layers.some((l) => l.statement.range.start > this.context.start);
  }

  /** The size that the other facts state, where a size can stand: for `input` or, with null, for the layer at the cursor. */
  private sizes(index: 0 | null): CompletionItem[] {
    const { checked } = this.analysis;
    const layer = checked.layers.find((l) => l.statement.range.start === this.context.start);
    const size = index === 0 ? checked.sizes[0] : layer?.size;
    return size === null || size === undefined
      ? []
      : [
          {
            label: String(size),
            kind: 'value',
            detail: '',
            documentation: documentation.statement('size', this.translate),
          },
        ];
  }

  private outputs(): CompletionItem[] {
    const count = this.analysis.checked.sizes.at(-1) ?? 0;
    return Array.from({ length: Math.min(count, 100) }, (_, i) => ({
      label: String(i + 1),
      kind: 'value',
      detail: '',
      documentation: '',
    }));
  }

  private samples(): CompletionItem[] {
    return [...this.visible('input'), ...this.visible('batch')].map((symbol) => ({
      label: symbol.name,
      kind: 'name',
      detail: symbol.kind,
      documentation: '',
      snippet: `${symbol.name} = $0`,
    }));
  }

  /** What follows the `=` of a matrix: the made ones and files at its start, expressions in its brackets. */
  private value(makers: readonly string[]): CompletionItem[] {
    const { before, open } = this.context;
    const innermost = open.at(-1);
    if (innermost === undefined) {
      if (before.at(-1)?.kind !== '=') return [];
      const made = makers.map((name): CompletionItem => ({
        label: name,
        kind: 'generator',
        detail: callParameters(this.analysis, name, 'matrix')?.label ?? '',
        documentation: documentation.statement(name, this.translate),
        snippet: name === 'file' ? 'file("$0")' : name === 'onehot' ? 'onehot([$0])' : `${name}($0)`,
      }));
      return [...literalSkeleton(this.analysis, this.context, this.translate), ...made];
    }
    return innermost.kind === '(' ? [...this.namedArguments(), ...this.expression()] : this.expression();
  }

  /** `seed = ` and the like, for the arguments that the call around the cursor does not have yet. */
  private namedArguments(): CompletionItem[] {
    const { before, open } = this.context;
    const { text } = this.analysis;
    const index = open.at(-1)?.index ?? 0;
    const callee = before[index - 1];
    const name = callee ? text.slice(callee.start, callee.end) : '';
    const given = new Set(before.slice(index).map((t) => text.slice(t.start, t.end)));
    return (callParameters(this.analysis, name)?.parameters ?? [])
      .filter((p) => p.default !== null && !given.has(p.name))
      .map((p) => ({
        label: `${p.name} =`,
        kind: 'argument',
        detail: `${p.default}`,
        documentation: '',
        snippet: `${p.name} = $0`,
      }));
  }

  private expression(): CompletionItem[] {
    const previous = this.context.before.at(-1)?.kind;
    // Behind something that has a value an operator comes, not another value.
    if (previous === 'number' && this.context.open.at(-1)?.kind !== '[') return [];
    const own = [...this.visible('parameter'), ...this.visible('let')].map((symbol): CompletionItem => ({
      label: symbol.name,
      kind: symbol.kind === 'let' ? 'constant' : 'name',
      detail: symbol.value === null ? '' : String(symbol.value),
      documentation: '',
    }));
    const functions = unaryFunctions.map((f): CompletionItem => ({
      label: f.name,
      kind: 'function',
      detail: `${f.name}(x)`,
      documentation: documentation.unary(f),
      snippet: `${f.name}($0)`,
    }));
    const extremes = [...extremeFunctions].map((name): CompletionItem => ({
      label: name,
      kind: 'function',
      detail: `${name}(a, b, …)`,
      documentation: documentation.statement(name, this.translate),
      snippet: `${name}($0)`,
    }));
    const known = new Set(unaryFunctions.map((f) => f.name));
    const called = this.activations(false)
      .filter((item) => !known.has(item.label))
      .map((item): CompletionItem => ({ ...item, snippet: `${item.label}($0)` }));
    const fixed = [...constants].map(([name, value]): CompletionItem => ({
      label: name,
      kind: 'constant',
      detail: String(value),
      documentation: '',
    }));
    const words = [...expressionWords].map((word): CompletionItem => ({
      label: word,
      kind: 'keyword',
      detail: '',
      documentation: '',
    }));
    return [...own, ...fixed, ...functions, ...extremes, ...called, ...words];
  }

  /** The author's names of a kind that are defined above the cursor, or whose function the cursor is in. */
  private visible(kind: SymbolEntry['kind']): SymbolEntry[] {
    const at = this.context.word.start;
    return this.analysis.checked.symbols.filter(
      (s) => s.kind === kind && this.isAbove(s) && at >= s.scope.start && at <= s.scope.end + 1,
    );
  }

  /** A name is seen below its definition; a function's parameters within it. */
  private isAbove({ kind, definition }: SymbolEntry): boolean {
    return definition.end < (kind === 'parameter' ? this.context.word.start : this.context.start);
  }

  private headOf(symbol: SymbolEntry): string {
    return callParameters(this.analysis, symbol.name)?.label ?? symbol.name;
  }
}
