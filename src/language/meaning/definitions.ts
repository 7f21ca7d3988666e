import { builtinLoss, builtinLosses, findBuiltinLoss } from '../../functions/builtin/losses';
import type { Loss } from '../../functions/builtin/loss';
import type { ActivationRecipe, DerivativeStatement } from './activationMaker';
import { argumentProblems } from '../problems/argumentProblems';
import { generatorProblem, parameterProblem } from '../problems/parameterProblem';
import { nameEnd } from '../text/characters';
import { ConstantReader } from './constantReader';
import { diagnostic, type Diagnostic } from '../text/diagnostic';
import { FunctionReader } from './functionReader';
import { callableNames, constants } from '../../functions/builtin/functions';
import { generatorTable } from '../matrices/generators';
import { removeStatement } from '../text/lineEdits';
import { untransposed } from '../matrices/matrixShape';
import { message } from '../../message/message';
import { customLoss } from '../../functions/custom/customLoss';
import { ScalarNames } from './scalarNames';
import type { OpenSymbol, SymbolTable } from './symbolTable';
import { freeName, renameFix } from '../text/textFixes';
import type { Expression, TextRange } from '../../functions/expression/tree';
import type {
  ActivationUse,
  FunctionStatement,
  GeneratorNode,
  LayerStatement,
  LetStatement,
  LossStatement,
  MatrixLiteral,
  MatrixNode,
  ScalarNode,
  Spec,
  Statement,
} from '../syntax/tree';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import type { UnknownNames } from '../problems/unknownNames';

/** What the names and expressions of a text mean. What has no value, or is broken, is null or missing. */
export interface Definitions {
  readonly activations: ReadonlyMap<ActivationUse, ActivationRecipe | null>;
  /** The entries of a literal in reading order, and that of a bare expression. */
  readonly entries: ReadonlyMap<MatrixLiteral | ScalarNode, Float64Array | null>;
  /** The values of a generator's parameters in order. */
  readonly generators: ReadonlyMap<GeneratorNode, readonly number[] | null>;
  readonly losses: ReadonlyMap<LossStatement, Loss | null>;
  /** By the `rate` statement. */
  readonly rates: ReadonlyMap<Statement, number | null>;
  readonly derivatives: readonly DerivativeStatement[];
  /** Where the names in `derivative NAME(…)` start. */
  readonly derivativeNames: ReadonlySet<number>;
}

/** How many statements, and how many signs of broken ones, are looked at in one step. */
const STATEMENTS_AT_ONCE = 4096;
const SIGNS_AT_ONCE = 16_384;

/** Reads every name and expression of a text from top to bottom, as a name is known only below its definition. */
export function* readDefinitions(
  spec: Spec,
  symbols: SymbolTable,
  unknown: UnknownNames,
  report: (found: Diagnostic) => void,
): Steps<Definitions> {
  const names = new ScalarNames(yield* definitions(spec), yield* lostNames(spec), unknown, report);
  const reader = new DefinitionReader(spec, symbols, names, unknown, report);
  for (let i = 0; i < spec.statements.length; i++) {
    yield* reader.read(spec.statements[i]);
    if (i % 256 === 255) yield i / spec.statements.length;
  }
  return reader.definitions();
}

class DefinitionReader {
  private readonly activations = new Map<ActivationUse, ActivationRecipe | null>();
  private readonly entries = new Map<MatrixLiteral | ScalarNode, Float64Array | null>();
  private readonly generators = new Map<GeneratorNode, readonly number[] | null>();
  private readonly losses = new Map<LossStatement, Loss | null>();
  private readonly rates = new Map<Statement, number | null>();
  private readonly constants: ConstantReader;
  private readonly functions: FunctionReader;
  private readonly lastLayer: Statement | undefined;

  constructor(
    private readonly spec: Spec,
    private readonly symbols: SymbolTable,
    private readonly names: ScalarNames,
    private readonly unknown: UnknownNames,
    private readonly report: (found: Diagnostic) => void,
  ) {
    this.lastLayer = spec.statements.findLast(({ kind }) => kind === 'layer');
    this.constants = new ConstantReader(names, report);
    this.functions = new FunctionReader(spec.text, symbols, names, this.constants, unknown, report);
  }

  definitions(): Definitions {
    const { activations, entries, generators, losses, rates } = this;
    const { derivatives, derivativeNames } = this.functions;
    return { activations, entries, generators, losses, rates, derivatives, derivativeNames };
  }

  *read(statement: Statement): Steps<void> {
    switch (statement.kind) {
      case 'let':
        this.let(statement);
        break;
      case 'activation':
        this.activation(statement);
        break;
      case 'derivative':
        this.functions.derivative(statement);
        break;
      case 'layer':
        yield* this.layer(statement);
        break;
      case 'input':
      case 'batch':
      case 'target':
      case 'weights':
      case 'bias':
        if (statement.value !== null) yield* this.matrix(statement.value, statement.broken);
        break;
      case 'loss':
        this.losses.set(statement, this.loss(statement));
        break;
      case 'rate':
        this.readRate(statement);
        break;
      case 'network':
      case 'output':
      case 'exercise':
      case 'give':
      case 'ask':
      case 'note':
      case 'unknown':
        break;
    }
  }

  private readRate(statement: Extract<Statement, { kind: 'rate' }>): void {
    if (statement.value !== null) this.rates.set(statement, this.rate(statement.value, statement.broken));
  }

  private rate(expression: Expression, broken: boolean): number | null {
    const value = this.constants.value(expression, broken);
    if (value !== null && value <= 0 && !broken) {
      const text = message('The rate is usually greater than 0; here it is {0}.', value);
      this.report(diagnostic('unusual-parameter', expression.range, text));
    }
    return value;
  }

  private let(statement: LetStatement): void {
    const { name, value, broken } = statement;
    const known = value === null ? null : this.constants.value(value, broken);
    if (name === null) return;
    const symbol = this.symbols.define('scalar', 'let', name);
    symbol.value = broken ? null : known;
    if (!broken) this.nameTaken(symbol, statement);
    this.names.defineLet(symbol, symbol.value);
  }

  private activation(statement: FunctionStatement): void {
    const { name, broken } = statement;
    const symbol = name === null ? null : this.symbols.define('scalar', 'activation', name);
    if (symbol === null) return;
    if (!broken) this.nameTaken(symbol, statement);
    this.functions.activation(statement, symbol);
  }

  /** Reports a scalar name that has a meaning already. */
  private nameTaken({ kind, name, definition }: OpenSymbol, statement: Statement): void {
    const first = this.names.symbol(name);
    if (first !== null) {
      this.report(
        diagnostic('duplicate-name', definition, message('{0} is already defined. Choose another name.', name), {
          related: [{ range: first.definition, message: message('{0} is defined here.', name) }],
          // What names the first one, below the second, must not become something else.
          fixes: first.kind === kind ? [removeStatement(this.spec.text, statement)] : [],
        }),
      );
    } else if (constants.has(name)) {
      const said = message('{0} is a built-in constant; this line redefines it.', name);
      this.report(diagnostic('redefined-builtin', definition, said));
    } else if (callableNames.has(name) || name === 'softmax') {
      const said = message('{0} is built in; this line redefines it.', name);
      this.report(diagnostic('redefined-builtin', definition, said));
    }
  }

  private *layer(statement: LayerStatement): Steps<void> {
    const { activation, broken } = statement;
    if (activation === null) return;
    const mayBeSoftmax = activation.kind === 'activation-use' && statement === this.lastLayer;
    const uses = activation.kind === 'activation-list' ? activation.items : [activation];
    for (const [i, use] of uses.entries()) {
      this.activations.set(use, this.functions.use(use, broken, mayBeSoftmax));
      if (i % 512 === 511) yield i / uses.length;
    }
  }

  private *matrix(whole: MatrixNode, silent: boolean): Steps<void> {
    const node = untransposed(whole);
    switch (node.kind) {
      case 'literal':
        this.entries.set(node, yield* this.literal(node, silent));
        break;
      case 'onehot':
        this.entries.set(node.labels, yield* this.literal(node.labels, silent));
        break;
      case 'scalar': {
        const value = this.constants.value(node.value, silent);
        this.entries.set(node, value === null ? null : Float64Array.of(value));
        break;
      }
      case 'generator':
        if (node.choices !== null) this.entries.set(node.choices, yield* this.literal(node.choices, silent));
        this.generators.set(node, this.generator(node, silent));
        break;
      case 'file':
        break;
    }
  }

  private *literal({ entries }: MatrixLiteral, silent: boolean): Steps<Float64Array | null> {
    if (entries.kind === 'numbers') return silent ? null : entries.values;
    const values = new Float64Array(entries.nodes.length);
    let whole = true;
    for (let i = 0; i < values.length; i++) {
      const value = this.constants.value(entries.nodes[i], silent);
      if (value === null) whole = false;
      else values[i] = value;
      if (i % 512 === 511) yield i / values.length;
    }
    return whole ? values : null;
  }

  private generator(node: GeneratorNode, silent: boolean): readonly number[] | null {
    const { name, arguments: given, choices, nonzero } = node;
    const { parameters } = generatorTable.get(name.text)!;
    const values = this.constants.values(given, parameters, silent);
    if (silent) return null;
    const takes = parameters.map((parameter) => ({ name: parameter.name, required: parameter.default === null }));
    const problems = argumentProblems(name, given, takes, this.unknown);
    problems.forEach(this.report);
    if (problems.length > 0 || values === null) return null;
    if (!this.makesSense(parameterProblem(name, given, parameters, values))) return null;
    if (!this.makesSense(generatorProblem(node, values))) return null;
    if (name.text === 'integers') return [...values, nonzero === null ? 0 : 1];
    if (choices === null) return values;
    const from = this.entries.get(choices) ?? null;
    return from === null || from.length === 0 ? null : [...values, ...from];
  }

  private loss(statement: LossStatement): Loss | null {
    const { name, arguments: given, custom: own, broken } = statement;
    if (own !== null) return this.customLoss(statement, own);
    if (name === null) return null;
    const builtin = findBuiltinLoss(name.text);
    const values = this.constants.values(given, builtin?.parameters ?? [], broken);
    if (broken) return null;
    if (builtin === null) {
      const known = () => builtinLosses.map((loss) => loss.name);
      this.report(this.unknown.unknown('unknown-loss', name, known));
      return null;
    }
    const takes = builtin.parameters.map((parameter) => ({ name: parameter.name, required: false }));
    const problems = argumentProblems(name, given, takes, this.unknown);
    problems.forEach(this.report);
    if (problems.length > 0 || values === null) return null;
    const isLoss = this.makesSense(parameterProblem(name, given, builtin.parameters, values));
    return isLoss ? builtinLoss(name.text, values) : null;
  }

  /** Reports what is wrong with the values of parameters; whether the function can be used nevertheless. */
  private makesSense(problem: Diagnostic | null): boolean {
    if (problem !== null) this.report(problem);
    return problem?.severity !== 'error';
  }

  private customLoss(statement: LossStatement, { y, t, body }: NonNullable<LossStatement['custom']>): Loss | null {
    const { range, broken } = statement;
    const output = this.symbols.define('parameter', 'parameter', y, range);
    const target = this.symbols.define('parameter', 'parameter', t, range);
    if (y.text === t.text && !broken) {
      const related = [{ range: y.range, message: message('{0} is defined here.', y.text) }];
      const text = message('The output and the target need different names.');
      const fixes = [
        renameFix(
          t.range,
          freeName(t.text, (taken) => taken === y.text),
        ),
      ];
      this.report(diagnostic('duplicate-name', t.range, text, { related, fixes }));
      return null;
    }
    const parameters = new Map([
      [y.text, output],
      [t.text, target],
    ]);
    const { sound } = this.names.read(body, broken, parameters);
    return sound && !broken ? customLoss(y.text, t.text, body, this.names.scope) : null;
  }
}

/** Where each scalar name of a text is defined, the last place if there are several. */
function* definitions({ statements }: Spec): Steps<ReadonlyMap<string, TextRange>> {
  const portion = new Portion(STATEMENTS_AT_ONCE);
  const found = new Map<string, TextRange>();
  for (const statement of statements) {
    if (portion.fills()) yield 0;
    if ((statement.kind === 'let' || statement.kind === 'activation') && statement.name !== null) {
      found.set(statement.name.text, statement.name.range);
    }
  }
  return found;
}

/** The names that unreadable definitions may have defined: all that stand in such a line before its `=` or `(`. */
function* lostNames({ text, statements }: Spec): Steps<ReadonlySet<string>> {
  const portion = new Portion(SIGNS_AT_ONCE);
  const lost = new Set<string>();
  for (const statement of statements) {
    if (portion.fills()) yield 0;
    const isDefinition = statement.kind === 'let' || statement.kind === 'activation';
    if (statement.kind !== 'unknown' && !(isDefinition && statement.name === null)) continue;
    for (let at = statement.range.start; at < statement.range.end;) {
      const sign = text[at];
      if (sign === '=' || sign === '(') break;
      const end = nameEnd(text, at);
      if (end > at) lost.add(text.slice(at, end).normalize('NFC'));
      const next = Math.max(at + 1, end);
      if (portion.fills(next - at)) yield 0;
      at = next;
    }
  }
  return lost;
}
