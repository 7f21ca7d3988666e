import { findBuiltinActivation } from '../../functions/builtin/activations';
import { argumentProblems, type Takes } from '../problems/argumentProblems';
import { parameterProblem } from '../problems/parameterProblem';
import { diagnostic, type Diagnostic } from '../text/diagnostic';
import { argumentsInOrder } from '../../functions/expression/argumentsInOrder';
import type { Scope } from '../../functions/evaluate/names';
import { callableNames, constants, extremeFunctions } from '../../functions/builtin/functions';
import { message } from '../../message/message';
import type { ActivationDefinition } from '../../functions/custom/customActivation';
import { plainValue, type PlainNames } from './plainValue';
import type { OpenSymbol } from './symbolTable';
import type { Argument, Call, Condition, Expression, Name, TextRange } from '../../functions/expression/tree';
import type { UnknownNames } from '../problems/unknownNames';

/** An activation of the author's with the symbols of its name and of its parameters. */
export interface KnownActivation {
  readonly definition: ActivationDefinition;
  readonly parameters: readonly OpenSymbol[];
  /** How many operations one evaluation takes, those of the activations that it calls included. */
  readonly cost: number;
}

/** An evaluation may take so many operations: activations that call one another twice each would soon take for ever. */
export const mostOperations = 4_000;

/** So deep may the operations of an activation be nested, those of the activations that it calls included. */
export const deepest = 500;

/** What reading an expression's names has shown. */
export interface NamesRead {
  /** Whether every name stands for something that has a value. */
  readonly sound: boolean;
  /** How many operations it takes to evaluate it. */
  readonly cost: number;
}

/** The scalar names that are known at one place of the text, and grow as it is read on. */
export class ScalarNames {
  private readonly lets = new Map<string, number>();
  private readonly functions = new Map<string, ActivationDefinition>();
  private readonly activations = new Map<string, KnownActivation>();
  private readonly symbols = new Map<string, OpenSymbol>();
  private sound = true;
  private cost = 0;
  private silent = false;
  private parameters: ReadonlyMap<string, OpenSymbol> = new Map();

  /**
   * @param everywhere where each name of the text is defined, further down too
   * @param lost names that an unreadable line may define: nothing is said about them
   */
  constructor(
    private readonly everywhere: ReadonlyMap<string, TextRange>,
    private readonly lost: ReadonlySet<string>,
    private readonly unknown: UnknownNames,
    private readonly report: (found: Diagnostic) => void,
  ) {}

  /** For the evaluation of what stands here. */
  get scope(): Scope {
    return { parameters: [], lets: this.lets, functions: this.functions };
  }

  /** Enters a constant; `value` is null if it has none. */
  defineLet(symbol: OpenSymbol, value: number | null): void {
    const { name } = symbol;
    this.functions.delete(name);
    this.activations.delete(name);
    this.symbols.set(name, symbol);
    if (value === null) this.lets.delete(name);
    else this.lets.set(name, value);
  }

  /** Enters an activation; null if its definition is broken. */
  defineActivation(symbol: OpenSymbol, known: KnownActivation | null): void {
    const { name } = symbol;
    this.lets.delete(name);
    this.symbols.set(name, symbol);
    if (known === null) {
      this.functions.delete(name);
      this.activations.delete(name);
    } else {
      this.functions.set(name, known.definition);
      this.activations.set(name, known);
    }
  }

  /** The author's own meaning of a name above, whatever it is. */
  symbol(name: string): OpenSymbol | null {
    return this.symbols.get(name) ?? null;
  }

  /** The author's activation of that name, if it is defined above and not broken. */
  activation(name: string): KnownActivation | null {
    return this.activations.get(name) ?? null;
  }

  /** The names of the author's activations above. */
  activationNames(): readonly string[] {
    return [...this.activations.keys()];
  }

  /** Whether an unreadable line may define the name. */
  isLost(name: Name): boolean {
    return this.lost.has(name.text);
  }

  /** Where the name is defined if that is further down. */
  definedBelow(name: Name): TextRange | null {
    const range = this.everywhere.get(name.text);
    return range !== undefined && range.start > name.range.start ? range : null;
  }

  /**
   * Notes what the names of an expression stand for, and reports those that stand for nothing.
   * @param parameters those of the function around it
   * @param silent whether its statement is broken, so that nothing more is said about it
   */
  read(expression: Expression, silent: boolean, parameters: ReadonlyMap<string, OpenSymbol> = new Map()): NamesRead {
    this.sound = true;
    this.cost = 0;
    this.silent = silent;
    this.parameters = parameters;
    this.expression(expression);
    return { sound: this.sound, cost: this.cost };
  }

  /** Notes which of an own activation's parameters arguments name. */
  useParameters(known: KnownActivation, given: readonly Argument[]): void {
    for (const { name } of given) {
      if (name !== null) known.parameters.find((parameter) => parameter.name === name.text)?.uses.push(name.range);
    }
  }

  private fail(found: Diagnostic): void {
    this.sound = false;
    if (!this.silent) this.report(found);
  }

  private expression(e: Expression): void {
    this.cost++;
    switch (e.kind) {
      case 'number':
        if (Number.isNaN(e.value)) this.sound = false;
        break;
      case 'name':
        this.name(e.name);
        break;
      case 'unary':
        this.expression(e.operand);
        break;
      case 'binary':
        this.expression(e.left);
        this.expression(e.right);
        break;
      case 'group':
        this.expression(e.inner);
        break;
      case 'if':
        this.condition(e.condition);
        this.expression(e.then);
        this.expression(e.else);
        break;
      case 'call':
        this.call(e);
        break;
    }
  }

  private condition(c: Condition): void {
    switch (c.kind) {
      case 'comparison':
        this.expression(c.left);
        this.expression(c.right);
        break;
      case 'and':
      case 'or':
        this.condition(c.left);
        this.condition(c.right);
        break;
      case 'not':
        this.condition(c.operand);
        break;
      case 'condition-group':
        this.condition(c.inner);
        break;
    }
  }

  private name(name: Name): void {
    const symbol = this.parameters.get(name.text) ?? this.symbols.get(name.text);
    if (symbol !== undefined) {
      symbol.uses.push(name.range);
      if (symbol.kind === 'activation') this.fail(functionAsNumber(name));
      else if (symbol.kind === 'let' && !this.lets.has(name.text)) this.sound = false;
    } else if (callableNames.has(name.text)) {
      this.fail(functionAsNumber(name));
    } else if (this.isLost(name)) {
      this.sound = false;
    } else if (!constants.has(name.text)) {
      const below = this.definedBelow(name);
      if (below === null && this.everywhere.has(name.text)) {
        const text = message('{0} cannot be used in its own definition.', name.text);
        this.fail(diagnostic('unknown-name', name.range, text));
        return;
      }
      const known = () => [...this.parameters.keys(), ...this.lets.keys(), ...constants.keys()];
      this.fail(this.unknown.unknown('unknown-name', name, known, below));
    }
  }

  private call(call: Call): void {
    const { callee } = call;
    const symbol = this.parameters.get(callee.text) ?? this.symbols.get(callee.text);
    if (symbol !== undefined) {
      symbol.uses.push(callee.range);
      if (symbol.kind === 'activation') this.ownCall(call);
      else this.fail(numberAsFunction(callee));
    } else if (extremeFunctions.has(callee.text)) {
      this.extremeCall(call);
    } else if (callableNames.has(callee.text)) {
      this.builtinCall(call);
    } else if (constants.has(callee.text)) {
      this.fail(numberAsFunction(callee));
    } else if (callee.text === 'softmax') {
      const text = message(
        'softmax acts on a whole layer, not on one number: it can only be the activation of the last layer.',
      );
      this.fail(diagnostic('unknown-function', callee.range, text));
    } else {
      this.unknownCall(callee);
    }
    for (const argument of call.arguments) this.expression(argument.value);
  }

  private unknownCall(callee: Name): void {
    if (this.isLost(callee)) {
      this.sound = false;
      return;
    }
    const itself = this.everywhere.get(callee.text);
    const below = this.definedBelow(callee);
    if (itself !== undefined && below === null) {
      const text = message('{0} cannot call itself: there is no recursion.', callee.text);
      this.fail(diagnostic('unknown-function', callee.range, text));
      return;
    }
    const known = () => [...this.activations.keys(), ...callableNames];
    this.fail(this.unknown.unknown('unknown-function', callee, known, below));
  }

  private ownCall({ callee, arguments: given }: Call): void {
    const known = this.activations.get(callee.text);
    if (known === undefined) {
      this.sound = false;
      return;
    }
    this.cost += known.cost;
    this.useParameters(known, given);
    const { parameters } = known.definition;
    this.takes(
      callee,
      given,
      parameters.map(({ name }, i) => ({ name, required: i === 0 })),
    );
    const isGiven = (name: string, place: number) =>
      given.some((argument, i) => (argument.name === null ? i === place : argument.name.text === name));
    if (parameters.some((p, i) => i > 0 && p.default === null && !isGiven(p.name, i))) this.sound = false;
  }

  private extremeCall({ callee, arguments: given }: Call): void {
    const named = given.find(({ name }) => name !== null);
    if (named?.name) {
      this.fail(this.unknown.unknownParameter(named.name, callee.text, []));
    } else if (given.length < 2) {
      const text = message('{0} needs two or more numbers, separated by commas.', callee.text);
      this.fail(diagnostic('unexpected-token', callee.range, text));
    }
  }

  private builtinCall({ callee, arguments: given }: Call): void {
    const parameters = findBuiltinActivation(callee.text)?.parameters ?? [];
    const takes = [{ name: 'x', required: true }, ...parameters.map(({ name }) => ({ name, required: false }))];
    this.takes(callee, given, takes);
    if (!this.sound || parameters.length === 0) return;
    const known = [{ name: 'x', default: null }, ...parameters];
    const names: PlainNames = {
      valueOf: (name) => (this.parameters.has(name) ? undefined : (this.lets.get(name) ?? constants.get(name))),
      isCustom: (name) => this.symbols.has(name),
    };
    const values = argumentsInOrder(
      given,
      known.map(({ name }) => name),
    ).map((argument, i) => {
      const value = argument === undefined ? known[i].default : plainValue(argument.value, names);
      return value !== null && Number.isFinite(value) ? value : NaN;
    });
    const problem = parameterProblem(callee, given, known, values);
    if (problem?.severity === 'error') this.fail(problem);
    else if (problem !== null && !this.silent) this.report(problem);
  }

  private takes(callee: Name, given: readonly Argument[], takes: readonly Takes[]): void {
    for (const problem of argumentProblems(callee, given, takes, this.unknown)) this.fail(problem);
  }
}

function functionAsNumber(name: Name): Diagnostic {
  const text = message('{0} is a function; give it an argument: {0}(x).', name.text);
  return diagnostic('unknown-name', name.range, text);
}

function numberAsFunction(callee: Name): Diagnostic {
  const at = { start: callee.range.end, end: callee.range.end };
  return diagnostic(
    'unknown-function',
    callee.range,
    message('{0} is a number, not a function. For a product write {0}*(…).', callee.text),
    { fixes: [{ title: message('Insert {0}', '*'), edits: [{ range: at, newText: '*' }], preferred: true }] },
  );
}
