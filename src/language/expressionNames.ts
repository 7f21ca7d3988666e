import { builtinActivations } from '../network/activations';
import { argumentProblems } from './argumentProblems';
import { diagnostic, type Diagnostic } from './diagnostic';
import { callableNames, constants, extremeFunctions } from './functions';
import { message } from './message';
import { insertFix } from './textFixes';
import type { Call, Condition, Expression, Name, TextRange } from './tree';
import type { UnknownNames } from './unknownNames';

/** The names of the file that an expression may use. */
export interface KnownNames {
  /** Those of the function around the expression; they hide the others. */
  readonly parameters: readonly string[];
  /** The lets above, those without a value too. */
  readonly lets: ReadonlySet<string>;
  /** The activations above with their parameters, the argument first; null where these are broken. */
  readonly functions: ReadonlyMap<string, readonly string[] | null>;
  /** Where a name is defined further down. */
  below(name: string): TextRange | null;
}

/** What is done with what is found. */
export interface NameVisitor {
  problem(found: Diagnostic): void;
  /** A name of the file or of the function around the expression is used; `isCall` if it stands before `(`. */
  use(name: Name, isCall: boolean): void;
}

const builtinParameters: ReadonlyMap<string, readonly string[]> = new Map(
  builtinActivations.flatMap(({ name, aliases, parameters }) =>
    [name, ...aliases].map((n) => [n, ['x', ...parameters.map((p) => p.name)]] as const),
  ),
);

/**
 * Finds every name in the expression that is not known or is used as what it is not, and calls with wrong arguments.
 * An expression without problems is ready for `compile`.
 */
export class ExpressionNames {
  /** What a name, and what a call, could have been meant to be. */
  private values: readonly string[] | null = null;
  private callables: readonly string[] | null = null;

  constructor(
    private readonly known: KnownNames,
    private readonly unknown: UnknownNames,
    private readonly visitor: NameVisitor,
  ) {}

  check(e: Expression): void {
    switch (e.kind) {
      case 'number':
        return;
      case 'name':
        return this.value(e.name);
      case 'group':
        return this.check(e.inner);
      case 'unary':
        return this.check(e.operand);
      case 'binary':
        this.check(e.left);
        return this.check(e.right);
      case 'if':
        this.condition(e.condition);
        this.check(e.then);
        return this.check(e.else);
      case 'call':
        this.call(e);
        for (const argument of e.arguments) this.check(argument.value);
    }
  }

  private condition(c: Condition): void {
    switch (c.kind) {
      case 'comparison':
        this.check(c.left);
        return this.check(c.right);
      case 'and':
      case 'or':
        this.condition(c.left);
        return this.condition(c.right);
      case 'not':
        return this.condition(c.operand);
      case 'condition-group':
        return this.condition(c.inner);
    }
  }

  private value(name: Name): void {
    const { parameters, lets, functions } = this.known;
    if (parameters.includes(name.text) || lets.has(name.text)) return this.visitor.use(name, false);
    if (functions.has(name.text)) this.visitor.use(name, false);
    else if (constants.has(name.text)) return;
    if (functions.has(name.text) || callableNames.has(name.text)) {
      const text = message('{0} is a function: it needs an argument, {0}(…).', name.text);
      return this.visitor.problem(diagnostic('unexpected-token', name.range, text));
    }
    this.values ??= [...parameters, ...lets, ...constants.keys()];
    this.visitor.problem(this.unknown.unknown('unknown-name', name, this.values, this.known.below(name.text)));
  }

  private call(call: Call): void {
    const { parameters, lets, functions } = this.known;
    const { callee } = call;
    const name = callee.text;
    const isNumber = parameters.includes(name) || (lets.has(name) && !functions.has(name));
    if (isNumber) this.visitor.use(callee, true);
    if (isNumber || (constants.has(name) && !functions.has(name))) {
      const fixes = call.arguments.length === 1 ? [insertFix(callee.range.end, '*')] : [];
      const text = message('{0} is a number, not a function. A product is written with *: {0}*(…).', name);
      return this.visitor.problem(diagnostic('unknown-function', callee.range, text, { fixes }));
    }
    const own = functions.get(name);
    if (own !== undefined) {
      this.visitor.use(callee, true);
      if (own !== null) this.arguments(call, own);
    } else if (extremeFunctions.has(name)) {
      this.extremeArguments(call);
    } else if (callableNames.has(name)) {
      this.arguments(call, builtinParameters.get(name) ?? ['x']);
    } else {
      this.callables ??= [...functions.keys(), ...callableNames];
      this.visitor.problem(this.unknown.unknown('unknown-function', callee, this.callables, this.known.below(name)));
    }
  }

  private arguments(call: Call, parameters: readonly string[]): void {
    const takes = parameters.map((name, i) => ({ name, required: i === 0 }));
    for (const found of argumentProblems(call.callee, call.arguments, takes, this.unknown)) this.visitor.problem(found);
  }

  private extremeArguments(call: Call): void {
    const named = call.arguments.find((argument) => argument.name !== null)?.name;
    if (named) {
      const text = message('The arguments of {0} have no names.', call.callee.text);
      return this.visitor.problem(diagnostic('unexpected-token', named.range, text));
    }
    if (call.arguments.length < 2) {
      const text = message('{0} needs two or more arguments, as in {0}(x, 0).', call.callee.text);
      this.visitor.problem(diagnostic('unexpected-token', call.callee.range, text));
    }
  }
}
