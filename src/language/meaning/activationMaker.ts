import { FunctionOfOne } from '../../functions/evaluate/functionOfOne';
import { extendedBuiltin } from '../../functions/evaluate/smallValues';
import type { Activation } from '../../functions/builtin/activation';
import { builtinActivation, findBuiltinActivation } from '../../functions/builtin/activations';
import type { StatedDerivativeUse } from './checked';
import { diagnostic, type Diagnostic } from '../text/diagnostic';
import { removeStatement } from '../text/lineEdits';
import { message } from '../../message/message';
import { numberText } from '../../numbers/numberText';
import {
  compareDerivative,
  comparisonGrid,
  customActivation,
  statedFormula,
  type StatedDerivative,
} from '../../functions/custom/customActivation';
import type { KnownActivation } from './scalarNames';
import type { FunctionStatement } from '../syntax/tree';

/** An activation as a layer names it, before its σ′ is settled: a `derivative` may stand further down. */
export type ActivationRecipe =
  | { readonly kind: 'custom'; readonly known: KnownActivation; readonly values: readonly number[] }
  | { readonly kind: 'builtin'; readonly name: string; readonly values: readonly number[] }
  | { readonly kind: 'softmax' };

/** `derivative NAME(…) = …` with what it is about. */
export interface DerivativeStatement {
  readonly statement: FunctionStatement;
  /** The author's activation, or the canonical name of a built-in one. */
  readonly of: KnownActivation | string;
  readonly stated: StatedDerivative;
}

/** Makes the activations of the layers. Neurons with the same activation and parameters share one object. */
export class ActivationMaker {
  readonly statedUses: StatedDerivativeUse[] = [];
  private readonly made = new Map<string, Activation>();
  private readonly definitions = new Map<KnownActivation, number>();
  private readonly derivatives = new Map<KnownActivation | string, DerivativeStatement>();
  private readonly mismatched = new Set<FunctionStatement>();

  constructor(
    private readonly text: string,
    derivatives: readonly DerivativeStatement[],
    private readonly report: (found: Diagnostic) => void,
  ) {
    for (const derivative of derivatives) this.derivatives.set(derivative.of, derivative);
    for (const derivative of derivatives) this.compareWithDefaults(derivative);
  }

  /** The activation of a recipe. */
  make(recipe: Exclude<ActivationRecipe, { kind: 'softmax' }>): Activation {
    const key = `${this.nameOf(recipe)}(${recipe.values.join(',')})`;
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const derivative = this.derivativeOf(recipe);
    const activation = build(recipe, derivative?.stated ?? null);
    this.made.set(key, activation);
    if (derivative !== null) {
      const use = { statement: derivative.statement, activation, real: build(recipe, null) };
      this.statedUses.push(use);
      this.compare(use);
    }
    return activation;
  }

  private nameOf(recipe: Exclude<ActivationRecipe, { kind: 'softmax' }>): string {
    if (recipe.kind === 'builtin') return recipe.name;
    const { known } = recipe;
    let index = this.definitions.get(known);
    if (index === undefined) this.definitions.set(known, (index = this.definitions.size));
    return `own ${index}`;
  }

  private derivativeOf(recipe: Exclude<ActivationRecipe, { kind: 'softmax' }>): DerivativeStatement | null {
    const of = recipe.kind === 'custom' ? recipe.known : findBuiltinActivation(recipe.name)!.name;
    return this.derivatives.get(of) ?? null;
  }

  private compareWithDefaults({ statement, of, stated }: DerivativeStatement): void {
    const defaults =
      typeof of === 'string'
        ? findBuiltinActivation(of)!.parameters.map((p) => p.default)
        : of.definition.parameters.slice(1).map((p) => p.default);
    if (!defaults.every((value) => value !== null)) return;
    const recipe =
      typeof of === 'string'
        ? ({ kind: 'builtin', name: of, values: defaults } as const)
        : ({ kind: 'custom', known: of, values: defaults } as const);
    this.compare({ statement, activation: build(recipe, stated), real: build(recipe, null) });
  }

  private compare({ statement, activation, real }: StatedDerivativeUse): void {
    if (this.mismatched.has(statement) || statement.body === null) return;
    const found = compareDerivative(real, (x) => activation.derivative(x), comparisonGrid);
    if (found === null) return;
    this.mismatched.add(statement);
    this.report(
      diagnostic(
        'derivative-mismatch',
        statement.body.range,
        message(
          'At {0} this is {1}, but the derivative of {2} there is {3}.',
          found.x,
          numberText(found.stated),
          activation.name,
          numberText(found.found),
        ),
        { fixes: [removeStatement(this.text, statement)] },
      ),
    );
  }
}

function build(recipe: Exclude<ActivationRecipe, { kind: 'softmax' }>, stated: StatedDerivative | null): Activation {
  const { values } = recipe;
  if (recipe.kind === 'custom') return customActivation(recipe.known.definition, values, stated);
  const builtin = builtinActivation(recipe.name, values)!;
  if (stated === null) return builtin;
  // The inner loop computes the built-in σ′.
  const { loop: _, ...formula } = builtin;
  const slope = new FunctionOfOne(stated);
  const real = extendedBuiltin(builtin);
  return {
    ...formula,
    custom: true,
    derivative: (x) => slope.value(x, values),
    second: (x) => slope.derivative(x, values),
    extended: (x) => [real(x)[0], slope.extended(x, values)[0]],
    derivativeFormula: statedFormula(stated, builtin.argument, values),
  };
}
