import { builtinActivations, findBuiltinActivation } from '../../functions/builtin/activations';
import type { ActivationRecipe, DerivativeStatement } from './activationMaker';
import { argumentProblems } from '../problems/argumentProblems';
import { parameterProblem } from '../problems/parameterProblem';
import type { ConstantReader } from './constantReader';
import { diagnostic, type Diagnostic } from '../text/diagnostic';
import { removeStatement } from '../text/lineEdits';
import { message } from '../../message/message';
import { defineActivation } from '../../functions/custom/customActivation';
import { deepest, mostOperations, type KnownActivation, type ScalarNames } from './scalarNames';
import type { OpenSymbol, SymbolTable } from './symbolTable';
import type { Argument, Name } from '../../functions/expression/tree';
import type { ActivationUse, FunctionStatement, Parameter } from '../syntax/tree';
import { freeName, renameFix } from '../text/textFixes';
import type { UnknownNames } from '../problems/unknownNames';

const builtinNames: readonly string[] = builtinActivations.flatMap(({ name, aliases }) => [name, ...aliases]);

/** Reads what concerns activations: their definitions, stated derivatives, and where layers name them. */
export class FunctionReader {
  readonly derivatives: DerivativeStatement[] = [];
  /** Where the names in `derivative NAME(…)` start. */
  readonly derivativeNames = new Set<number>();
  private readonly derivativeOf = new Map<KnownActivation | string, FunctionStatement>();

  constructor(
    private readonly text: string,
    private readonly symbols: SymbolTable,
    private readonly names: ScalarNames,
    private readonly constants: ConstantReader,
    private readonly unknown: UnknownNames,
    private readonly report: (found: Diagnostic) => void,
  ) {}

  /** `activation NAME(x, p = 1, …) = EXPR`; `symbol` is that of its name. */
  activation(statement: FunctionStatement, symbol: OpenSymbol): void {
    const { broken, body } = statement;
    const parameters = this.parameters(statement);
    const defaults = statement.parameters.map(({ default: value }, i) =>
      i === 0 || value === null ? null : this.constants.value(value, broken),
    );
    const read = body === null ? null : this.names.read(body, broken, byName(parameters));
    if (broken || body === null || read === null || !read.sound) {
      this.names.defineActivation(symbol, null);
      return;
    }
    const named = parameters.map(({ name }, i) => ({ name, default: defaults[i] }));
    const isSmall = read.cost <= mostOperations;
    const definition = isSmall ? defineActivation(symbol.name, named, body, this.names.scope) : null;
    if (definition === null || definition.height > deepest) {
      const text = message('{0} has too many operations, including those of the activations it calls.', symbol.name);
      this.report(diagnostic('too-large', symbol.definition, text));
      this.names.defineActivation(symbol, null);
      return;
    }
    this.names.defineActivation(symbol, { definition, parameters, cost: read.cost });
  }

  /** `derivative NAME(x, p, …) = EXPR`. */
  derivative(statement: FunctionStatement): void {
    const { name, broken, body, parameters: written } = statement;
    const of = name === null ? null : this.derivativeTarget(name, broken);
    const parameters = this.parameters(statement);
    for (const parameter of written) {
      if (parameter.default !== null) this.constants.value(parameter.default, broken);
    }
    const read = body === null ? null : this.names.read(body, broken, byName(parameters));
    if (name === null || of === null || broken) return;
    const first = this.derivativeOf.get(of);
    if (first !== undefined) {
      const related = [{ range: first.keyword, message: message('The first one is here.') }];
      const fixes = [removeStatement(this.text, statement)];
      const text = message('The derivative of {0} is already given.', name.text);
      this.report(diagnostic('duplicate-statement', statement.keyword, text, { related, fixes }));
      return;
    }
    this.derivativeOf.set(of, statement);
    if (body === null || read === null || !read.sound || !this.parametersFit(name, of, written)) return;
    const named = parameters.map((parameter) => ({ name: parameter.name, default: null }));
    const stated = defineActivation(name.text, named, body, this.names.scope);
    this.derivatives.push({ statement, of, stated });
  }

  /**
   * An activation as a layer names it, with the values of its parameters; null if there is no such thing.
   * @param mayBeSoftmax whether `softmax` can stand here, as what may have been meant
   */
  use({ name, arguments: given }: ActivationUse, silent: boolean, mayBeSoftmax: boolean): ActivationRecipe | null {
    const fail = (found: Diagnostic): null => {
      if (!silent) this.report(found);
      return null;
    };
    const symbol = this.names.symbol(name.text);
    const known = this.names.activation(name.text);
    symbol?.uses.push(name.range);
    if (known !== null) this.names.useParameters(known, given);
    const builtin = symbol === null ? findBuiltinActivation(name.text) : null;
    const isSoftmax = symbol === null && name.text === 'softmax';
    const parameters = known?.definition.parameters.slice(1) ?? builtin?.parameters ?? (isSoftmax ? [] : null);
    if (parameters === null) {
      for (const { value } of given) this.constants.value(value, silent);
      const problem = this.noActivation(name, symbol, mayBeSoftmax);
      return problem && fail(problem);
    }
    const values = this.constants.values(given, parameters, silent);
    const takes = parameters.map((parameter) => ({ name: parameter.name, required: false }));
    const problems = argumentProblems(name, given, takes, this.unknown);
    problems.forEach(fail);
    if (problems.length > 0 || values === null) return null;
    if (builtin !== null && !this.accepts(name, given, builtin.parameters, values, fail)) return null;
    if (isSoftmax) return { kind: 'softmax' };
    return known !== null ? { kind: 'custom', known, values } : { kind: 'builtin', name: name.text, values };
  }

  /** Whether the values are allowed for a built-in's parameters; tells what is wrong or odd about them. */
  private accepts(
    name: Name,
    given: readonly Argument[],
    parameters: Parameters<typeof parameterProblem>[2],
    values: readonly number[],
    tell: (found: Diagnostic) => void,
  ): boolean {
    const outside = parameterProblem(name, given, parameters, values);
    if (outside) tell(outside);
    return outside?.severity !== 'error';
  }

  /** What is wrong with a name that is no activation; null where that has been said at its definition. */
  private noActivation(name: Name, symbol: OpenSymbol | null, mayBeSoftmax: boolean): Diagnostic | null {
    if (symbol?.kind === 'activation' || (symbol === null && this.names.isLost(name))) return null;
    if (symbol !== null) {
      const text = message('{0} is a number, not an activation.', name.text);
      return diagnostic('unknown-activation', name.range, text);
    }
    const softmax = mayBeSoftmax ? ['softmax'] : [];
    const all = () => [...this.names.activationNames(), ...builtinNames, ...softmax];
    return this.unknown.unknown('unknown-activation', name, all, this.names.definedBelow(name));
  }

  private derivativeTarget(name: Name, silent: boolean): KnownActivation | string | null {
    const symbol = this.names.symbol(name.text);
    if (symbol !== null) {
      symbol.uses.push(name.range);
      this.derivativeNames.add(name.range.start);
      if (symbol.kind === 'let' && !silent) {
        const text = message('{0} is a number, not an activation.', name.text);
        this.report(diagnostic('unknown-activation', name.range, text));
      }
      return this.names.activation(name.text);
    }
    const builtin = findBuiltinActivation(name.text);
    if (builtin !== null) return builtin.name;
    if (silent || this.names.isLost(name)) return null;
    if (name.text === 'softmax') {
      const text = message(
        'softmax is not a function of one number: its derivative is a matrix and cannot be given here.',
      );
      this.report(diagnostic('unknown-activation', name.range, text));
      return null;
    }
    const all = () => [...this.names.activationNames(), ...builtinNames];
    this.report(this.unknown.unknown('unknown-activation', name, all, this.names.definedBelow(name)));
    return null;
  }

  /** Whether the derivative has no more parameters than the activation. */
  private parametersFit(name: Name, of: KnownActivation | string, written: readonly Parameter[]): boolean {
    const known =
      typeof of === 'string'
        ? ['x', ...findBuiltinActivation(of)!.parameters.map((p) => p.name)]
        : of.definition.parameters.map((p) => p.name);
    const extra = written[known.length];
    if (extra === undefined) return true;
    this.report(this.unknown.unknownParameter(extra.name, name.text, known));
    return false;
  }

  private parameters(statement: FunctionStatement): readonly OpenSymbol[] {
    const known = new Map<string, Parameter>();
    const written = statement.parameters;
    return written.map((parameter) => {
      const { name } = parameter;
      const first = known.get(name.text);
      if (first === undefined) {
        known.set(name.text, parameter);
      } else if (!statement.broken) {
        const related = [{ range: first.name.range, message: message('{0} is defined here.', name.text) }];
        const text = message('There is already a parameter {0}.', name.text);
        const fixes = [
          renameFix(
            name.range,
            freeName(name.text, (taken) => written.some((p) => p.name.text === taken)),
          ),
        ];
        this.report(diagnostic('duplicate-name', name.range, text, { related, fixes }));
      }
      return this.symbols.define('parameter', 'parameter', name, statement.range);
    });
  }
}

function byName(parameters: readonly OpenSymbol[]): ReadonlyMap<string, OpenSymbol> {
  return new Map(parameters.map((parameter) => [parameter.name, parameter]));
}
