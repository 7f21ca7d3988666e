import type { Activation } from '../../functions/builtin/activation';
import { findBuiltinActivation } from '../../functions/builtin/activations';
import type { ExactActivation, ExactLoss, ExactMatrix, ExactNetwork } from '../../network/exactNetwork';
import type { Loss } from '../../functions/builtin/loss';
import { findBuiltinLoss } from '../../functions/builtin/losses';
import type { Matrix } from '../../network/matrix';
import { ONE, toDouble, type Rational } from '../../functions/numbers/rational';
import type { CheckedSpec } from './checked';
import {
  evaluateExact,
  exactBuiltin,
  builtinBody,
  type ExactBody,
  type ExactScope,
} from '../../functions/evaluate/exactFormula';
import { newTies } from '../../functions/evaluate/algebra';
import { constantExact } from '../../functions/evaluate/exactAlgebra';
import { constantOf, decimal, exactMatrix, valuesOf } from '../matrices/exactMatrix';
import type { Expression, NumberLiteral } from '../../functions/expression/tree';
import type {
  ActivationUse,
  FunctionStatement,
  LayerStatement,
  LetStatement,
  LossStatement,
  MatrixNode,
  Statement,
} from '../syntax/tree';

/** An author's activation, with the number of its statement: a name means something only below. */
interface Definition {
  readonly statement: number;
  readonly body: ExactBody;
}

/** What stands in the place of an activation, before its derivative is settled. */
interface Recipe {
  /** Of an own activation its definition, of a built-in one its name. */
  readonly of: Definition | string;
  readonly value: ExactBody;
  /** null for an own activation, whose derivative is that of its formula. */
  readonly derivative: ExactBody | null;
  readonly parameters: readonly Rational[];
}

/**
 * The numbers of a checked network as its text says them, in fractions; null without a network, and for a
 * file of another program, whose decimals are rounded already. For networks that
 * someone reads number by number: it takes an object for every number.
 */
export function readExactNetwork(checked: CheckedSpec): ExactNetwork | null {
  return checked.network === null || checked.spec.language === 'other'
    ? null
    : new ExactReader(checked).network(checked.network);
}

class ExactReader {
  private readonly lets = new Map<string, { readonly statement: number; readonly value: Rational | null }>();
  private readonly functions = new Map<string, Definition>();
  private readonly derivatives = new Map<Definition | string, ExactBody>();
  private readonly recipes = new Map<ActivationUse, Recipe | null>();
  /** What names mean where a matrix is written. */
  private readonly scopes = new Map<MatrixNode, ExactScope>();
  private rate: Rational | null = null;
  private loss: ((loss: Loss) => ExactLoss) | null = null;

  constructor(private readonly checked: CheckedSpec) {}

  network({ layers, samples, objective }: NonNullable<CheckedSpec['network']>): ExactNetwork {
    this.checked.spec.statements.forEach((statement, i) => this.read(statement, i));
    return {
      layers: this.checked.layers.map(({ weightsStatement, biasStatement, statement }, i) => {
        const { weights, bias, activation } = layers[i];
        return {
          weights: this.matrix(weightsStatement?.value, weights),
          bias: this.matrix(biasStatement?.value, bias),
          activations:
            activation.kind === 'softmax' || statement.activation === null
              ? null
              : this.activations(statement.activation, activation.activations),
        };
      }),
      samples: this.checked.sampleStatements.map(({ data, target }, i) => ({
        X: this.matrix(data.value, samples[i].X),
        target: this.matrix(target?.value, samples[i].target),
      })),
      loss: objective.kind === 'loss' && this.loss !== null ? this.loss(objective.loss) : null,
      rate: this.rate,
    };
  }

  private read(statement: Statement, i: number): void {
    const scope = this.scopeAt(i);
    if (statement.kind === 'let' || statement.kind === 'activation' || statement.kind === 'derivative') {
      this.define(statement, i, scope);
      return;
    }
    switch (statement.kind) {
      case 'layer':
        for (const use of usesOf(statement)) this.recipes.set(use, this.recipe(use, scope));
        break;
      case 'loss':
        this.loss = (loss) => exactLoss(statement, loss, scope);
        break;
      case 'rate':
        this.rate = valueOf(statement.value, scope);
        break;
      case 'input':
      case 'batch':
      case 'target':
      case 'weights':
      case 'bias':
        this.keepScope(statement.value, scope);
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

  private keepScope(value: MatrixNode | null, scope: ExactScope): void {
    if (value !== null) this.scopes.set(value, scope);
  }

  /** Keeps what statement i defines, if it is whole. */
  private define(statement: LetStatement | FunctionStatement, i: number, scope: ExactScope): void {
    const name = statement.name?.text;
    if (name === undefined) return;
    if (statement.kind === 'let') {
      if (statement.value !== null) this.lets.set(name, { statement: i, value: valueOf(statement.value, scope) });
      return;
    }
    if (statement.body === null) return;
    const body = this.bodyOf(statement, statement.body, scope);
    if (statement.kind === 'activation') {
      this.functions.set(name, { statement: i, body });
      return;
    }
    const of = this.functions.get(name) ?? findBuiltinActivation(name)?.name;
    if (of !== undefined) this.derivatives.set(of, body);
  }

  /** What names mean in statement i: what is defined above it. */
  private scopeAt(i: number): ExactScope {
    const { text } = this.checked.spec;
    const above = <T extends { readonly statement: number }>(found: T | undefined) =>
      found !== undefined && found.statement < i ? found : undefined;
    return {
      constant: (name) => above(this.lets.get(name))?.value,
      function: (name) => above(this.functions.get(name))?.body,
      literal: ({ range }: NumberLiteral) => decimal(text.slice(range.start, range.end)),
    };
  }

  private bodyOf({ parameters }: FunctionStatement, body: Expression, scope: ExactScope): ExactBody {
    const named = parameters.map(({ name, default: value }) => ({
      name: name.text,
      default: value && constantOf(value, scope),
    }));
    return { parameters: named, body, scope };
  }

  private recipe({ name, arguments: given }: ActivationUse, scope: ExactScope): Recipe | null {
    const own = this.functions.get(name.text);
    const builtin = own === undefined ? exactBuiltin(name.text) : null;
    const value = own?.body ?? builtin?.value;
    if (value === undefined) return null;
    const parameters = valuesOf(given, value.parameters.slice(1), scope);
    const of = own ?? findBuiltinActivation(name.text)!.name;
    return parameters && { of, value, derivative: builtin?.derivative ?? null, parameters };
  }

  /** null if one of them is on no account a fraction. */
  private activations(
    written: ActivationUse | { readonly kind: 'activation-list'; readonly items: readonly ActivationUse[] },
    rounded: readonly Activation[],
  ): readonly ExactActivation[] | null {
    const items = written.kind === 'activation-list' ? written.items : [written];
    const made = items.map((use) => this.recipes.get(use) ?? null);
    // Neurons that share an activation follow one another, as do the recipes.
    const found: ExactActivation[] = [];
    items.forEach((use, i) => {
      const count = written.kind === 'activation-list' ? (use.count?.value ?? 1) : rounded.length;
      for (let n = 0; n < count; n++) found.push(this.activation(made[i], rounded[found.length]));
    });
    return found;
  }

  private activation(recipe: Recipe | null, rounded: Activation): ExactActivation {
    if (recipe === null) return { value: () => null, derivative: () => null };
    const parameters = recipe.parameters.map(constantExact);
    const at = (body: ExactBody, x: Rational) => evaluateExact(body, [constantExact(x), ...parameters])?.value ?? null;
    const stated = this.derivatives.get(recipe.of) ?? recipe.derivative;
    return {
      value: (x) => at(recipe.value, x),
      derivative: (x) =>
        stated !== null
          ? at(stated, x)
          : slopeOf(
              recipe.value,
              x,
              parameters.map((p) => p.value),
              (double) => rounded.derivative(double),
            ),
    };
  }

  private matrix(node: MatrixNode | null | undefined, doubles: Matrix | null): ExactMatrix | null {
    const scope = node ? this.scopes.get(node) : undefined;
    return node && doubles && scope ? exactMatrix(this.checked.spec.text, node, doubles, scope) : null;
  }
}

/**
 * The derivative of a formula by its first parameter. At a tie it may be a convention, or what both sides say: that is
 * left to the doubles, and the formula's own slope is taken only where it is what they have.
 */
function valueOf(expression: Expression | null, scope: ExactScope): Rational | null {
  return expression && constantOf(expression, scope);
}

/** Every mention of an activation in a layer. */
function usesOf({ activation }: LayerStatement): readonly ActivationUse[] {
  if (activation === null) return [];
  return activation.kind === 'activation-list' ? activation.items : [activation];
}

function slopeOf(
  body: ExactBody,
  x: Rational,
  fixed: readonly Rational[],
  rounded: (x: number) => number,
): Rational | null {
  const ties = newTies();
  const found = evaluateExact(body, [{ value: x, slope: ONE, constant: false }, ...fixed.map(constantExact)], ties);
  if (found === null || (ties.seen && toDouble(found.slope) !== rounded(toDouble(x)))) return null;
  return found.slope;
}

function exactLoss(
  { custom: own, name, arguments: given }: LossStatement,
  rounded: Loss,
  scope: ExactScope,
): ExactLoss {
  const none: ExactLoss = { value: () => null, derivative: () => null };
  const builtin = name === null ? null : findBuiltinLoss(name.text);
  if (own === null && builtin === null) return none;
  const body: ExactBody =
    own === null
      ? builtinBody(builtin!.formula(), ['f', 'y'], builtin!.parameters)
      : { parameters: [own.y, own.t].map(({ text }) => ({ name: text, default: null })), body: own.body, scope };
  const parameters = valuesOf(given, body.parameters.slice(2), scope);
  if (parameters === null) return none;
  return {
    value: (y, t) => evaluateExact(body, [y, t, ...parameters].map(constantExact))?.value ?? null,
    derivative: (y, t) => slopeOf(body, y, [t, ...parameters], (double) => rounded.derivative(double, toDouble(t))),
  };
}
