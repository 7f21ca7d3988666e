import type { Matrix } from '../../network/matrix';
import { mapSteps } from '../../steps/items';
import type { Steps } from '../../steps/steps';
import type { Activation, LayerActivation } from '../../functions/builtin/activation';
import type { ActivationMaker, ActivationRecipe } from './activationMaker';
import type { LayerStatements } from './structure';
import type { CheckedLayer, FileContent } from './checked';
import { diagnostic, type Diagnostic, type Fix } from '../text/diagnostic';
import { maxNeurons, maxWeights } from '../text/limits';
import { matrixValue } from '../matrices/matrixValue';
import type { Definitions } from './definitions';
import { message } from '../../message/message';
import { countOf, type SizeLabels } from '../sizes/sizeClaims';
import { rewriteFix } from '../text/textFixes';
import type { TextRange } from '../../functions/expression/tree';
import type { ActivationUse, ParameterStatement } from '../syntax/tree';

/** How many activations of a list are made in one step. */
const ACTIVATIONS_AT_ONCE = 64;
/** So many are looked up in some milliseconds. */
const NAMES_AT_ONCE = 20_000;

/** Makes what is known of each layer from its statements and the sizes. */
export class LayerChecker {
  private weightCount = 0;
  private tooLarge = false;

  constructor(
    private readonly sizes: ReadonlyMap<number, number>,
    private readonly labels: SizeLabels,
    private readonly definitions: Definitions,
    private readonly maker: ActivationMaker,
    private readonly files: ReadonlyMap<string, FileContent>,
    private readonly report: (found: Diagnostic) => void,
    private readonly variant: number,
  ) {}

  /** The layers are to be given in order. */
  *layer(statements: LayerStatements, isLast: boolean): Steps<CheckedLayer> {
    const { index, statement, weights, bias, directionOfWeights, directionOfBias } = statements;
    const inputSize = this.sizes.get(this.labels.into(statements)) ?? null;
    const size = this.sizes.get(this.labels.outOf(index)) ?? null;
    const fits = this.fits(statements, inputSize, size);
    const place = { layer: index, fanIn: inputSize ?? 1, fanOut: size ?? 1, variant: this.variant };
    const { definitions, files } = this;
    const matrix = function* (
      of: ParameterStatement | null,
      cols: number | null,
      parameter: 'W' | 'b',
    ): Steps<Matrix | null> {
      if (of === null || of.broken || of.value === null || size === null || cols === null || !fits) return null;
      const wanted = { rows: size, cols, place: { ...place, parameter } };
      return yield* matrixValue(of.value, wanted, definitions, files);
    };
    const direction = {
      W: yield* matrix(directionOfWeights, inputSize, 'W'),
      b: bias === null ? null : yield* matrix(directionOfBias, 1, 'b'),
    };
    const directionStatements = [directionOfWeights, directionOfBias].filter((s) => s !== null);
    return {
      index,
      name: statement.name?.text ?? null,
      affine: bias !== null,
      weights: yield* matrix(weights, inputSize, 'W'),
      bias: yield* matrix(bias, 1, 'b'),
      statement,
      weightsStatement: weights,
      biasStatement: bias,
      directionStatements,
      ...(directionStatements.length > 0 && { direction }),
      inputSize,
      size,
      activation: yield* this.activation(statements, fits ? size : null, isLast),
    };
  }

  /** Whether the layer keeps within the limits. One layer that does not is reported. */
  private fits(
    { index, statement, weights, bias }: LayerStatements,
    inputSize: number | null,
    size: number | null,
  ): boolean {
    if (size === null) return true;
    this.weightCount += size * ((inputSize ?? 1) + (bias === null ? 0 : 1));
    if (this.tooLarge) return false;
    const tooMany = this.weightCount > maxWeights;
    if (!tooMany && size <= maxNeurons) return true;
    this.tooLarge = true;
    const range: TextRange =
      statement.size?.range ?? weights?.value?.range ?? statement.activation?.range ?? statement.keyword;
    this.report(
      diagnostic(
        'too-large',
        range,
        size > maxNeurons
          ? message('Layer {0} has {1} neurons; the limit is {2}.', index, size, maxNeurons)
          : message(
              'Up to layer {0} the network has {1} weights; the limit is {2}.',
              index,
              this.weightCount,
              maxWeights,
            ),
      ),
    );
    return false;
  }

  private *activation(
    { statement }: LayerStatements,
    size: number | null,
    isLast: boolean,
  ): Steps<LayerActivation | null> {
    const written = statement.activation;
    if (written === null) return null;
    const isList = written.kind === 'activation-list';
    const items = isList ? written.items : [written];
    const recipeOf = (item: ActivationUse) => this.definitions.activations.get(item) ?? null;
    const recipes = yield* mapSteps(items, NAMES_AT_ONCE, recipeOf);
    const softmax = recipes.findIndex((recipe) => recipe?.kind === 'softmax');
    if (softmax >= 0) {
      if (!isList && isLast) return { kind: 'softmax' };
      if (!statement.broken) {
        const isWhole = isList && isLast && size !== null && recipes.every((recipe) => recipe?.kind === 'softmax');
        const newText = statement.size === null && size !== null ? `${size} softmax` : 'softmax';
        const fixes = isWhole ? [rewriteFix(written.range, newText)] : [];
        this.report(softmaxPosition(items[softmax].name.range, isList, fixes));
      }
      return null;
    }
    const activations = yield* this.made(recipes);
    if (size === null || activations === null) return null;
    if (isList) return oneForEach(items, activations, size);
    const [uniform] = activations;
    return { kind: 'coordinatewise', activations: new Array<Activation>(size).fill(uniform), uniform };
  }

  /** The activations of recipes; null if one of them has none. */
  private *made(recipes: readonly (ActivationRecipe | null)[]): Steps<readonly Activation[] | null> {
    const activations: (Activation | null)[] = [];
    for (const recipe of recipes) {
      activations.push(recipe === null || recipe.kind === 'softmax' ? null : this.maker.make(recipe));
      if (activations.length % ACTIVATIONS_AT_ONCE === 0) yield 0;
    }
    return activations.every((activation) => activation !== null) ? activations : null;
  }
}

/** The activations of a list, each as often as it says; null if they are not as many as the layer has neurons. */
function oneForEach(
  items: readonly ActivationUse[],
  activations: readonly Activation[],
  size: number,
): LayerActivation | null {
  const all: Activation[] = [];
  for (let i = 0; i < items.length; i++) {
    const { count } = items[i];
    const times = count === null ? 1 : countOf(count);
    if (times === null || all.length + times > size) return null;
    for (let n = 0; n < times; n++) all.push(activations[i]);
  }
  if (all.length !== size) return null;
  const [only] = activations;
  return { kind: 'coordinatewise', activations: all, uniform: all.every((a) => a === only) ? only : null };
}

function softmaxPosition(range: TextRange, inList: boolean, fixes: readonly Fix[]): Diagnostic {
  return diagnostic(
    'softmax-position',
    range,
    inList
      ? message(
          'softmax acts on a whole layer, so it cannot be the activation of single neurons. Write: layer softmax.',
        )
      : message('softmax can only be the activation of the last layer: it is not coordinate-wise.'),
    { fixes },
  );
}
