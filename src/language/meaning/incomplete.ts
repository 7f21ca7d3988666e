import type { LayerStatements, SampleStatements, Structure } from './structure';
import { diagnostic, type Diagnostic } from '../text/diagnostic';
import { untransposed } from '../matrices/matrixShape';
import { message } from '../../message/message';
import { MissingParts, zeros, type Known } from '../problems/missingParts';
import { subscript } from '../../message/subscript';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import type { DataStatement, MatrixNode, ParameterStatement, Spec } from '../syntax/tree';

/** How many layers or samples are looked at in one step. */
const AT_ONCE = 512;

/**
 * Says what a spec that is right as far as it goes still lacks, in steps that can be abandoned. An unreadable line may be
 * what is missing: then not.
 */
export function* incompleteness(spec: Spec, structure: Structure, known: Known): Steps<readonly Diagnostic[]> {
  const portion = new Portion(AT_ONCE);
  const missing = new MissingParts(spec, structure, known);
  const found = yield* layersWithoutNumbers(structure, known.sizes, missing, portion);
  if (structure.somethingLost || spec.diagnostics.some((d) => d.code === 'foreign-file' || d.code === 'too-large')) {
    return found;
  }
  const { layers, samples, inputSizes, objective } = structure;
  const firstLayer = layers[0];
  if (firstLayer === undefined) {
    found.push(missingLayer(spec, missing));
    return found;
  }
  if (samples.length === 0 && inputSizes.length === 0) found.push(missingInput(firstLayer, missing));
  const outputs = known.sizes.at(-1) ?? null;
  if (objective?.kind === 'loss' && !structure.targetLost) {
    for (const sample of samples) {
      if (portion.fills()) yield 0;
      if (sample.target === null) found.push(missingTarget(sample, missing));
    }
  }
  if (objective === null && outputs !== null && outputs > 1 && known.hasSamples) {
    found.push(outputRequired(structure, outputs, missing));
  }
  return found;
}

/** For each layer: no numbers for W or b, or no size at all. Not where a broken line may have said it, or a wrong one. */
function* layersWithoutNumbers(
  structure: Structure,
  sizes: readonly (number | null)[],
  missing: MissingParts,
  portion: Portion,
): Steps<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const layer of structure.layers) {
    if (portion.fills()) yield 0;
    const { index, statement, weights, bias, parameterLost } = layer;
    const brokenAround = isBrokenAround(layer, structure);
    if (sizes[index] === null) {
      if (brokenAround) continue;
      found.push(
        diagnostic(
          'size-unknown',
          statement.keyword,
          message(
            'The size of layer {0} is unknown. Write it before the activation (layer 3 …), or give {1} or {2}.',
            index,
            `W${subscript(index)}`,
            `b${subscript(index)}`,
          ),
          { fixes: missing.size(layer) },
        ),
      );
    } else if (weights === null && !parameterLost && !statement.broken) {
      found.push(missingWeights(layer, missing));
    } else if (bias !== null && bias.value === null && !bias.broken) {
      found.push(
        diagnostic(
          'missing-weights',
          bias.keyword,
          message('{0} has no numbers yet, so only shapes are known.', `b${subscript(index)}`),
          { fixes: [{ title: message('Set all to zero'), edits: [zeros(bias)], preferred: false }] },
        ),
      );
    }
  }
  return found;
}

/** Whether a broken line at a layer may have said its size, or a wrong one. */
function isBrokenAround(
  { index, statement, weights, bias, parameterLost }: LayerStatements,
  { layers, samples, layerLostAtEnd }: Structure,
): boolean {
  const isBroken = (one: ParameterStatement | DataStatement | null) =>
    one !== null && (one.broken || states(one.value));
  const next = layers[index];
  return (
    parameterLost ||
    statement.broken ||
    statement.size !== null ||
    statement.activation?.kind === 'activation-list' ||
    isBroken(weights) ||
    isBroken(bias) ||
    (next === undefined
      ? layerLostAtEnd || samples.some(({ target }) => isBroken(target))
      : next.layerLostAbove || isBroken(next.weights))
  );
}

/** Whether a matrix says something about sizes, if nothing is wrong with it. */
function states(node: MatrixNode | null): boolean {
  const kind = node === null ? null : untransposed(node).kind;
  return kind === 'literal' || kind === 'scalar' || kind === 'file';
}

function missingWeights(layer: LayerStatements, missing: MissingParts): Diagnostic {
  return diagnostic(
    'missing-weights',
    layer.statement.keyword,
    message('{0} has no numbers yet, so only shapes are known.', `W${subscript(layer.index)}`),
    { fixes: missing.numbers(layer) },
  );
}

function missingLayer(spec: Spec, missing: MissingParts): Diagnostic {
  const last = spec.statements.at(-1);
  const text = message('No layers yet. Example: layer 3 sigmoid.');
  return diagnostic('missing-layer', last?.keyword ?? { start: 0, end: 0 }, text, { fixes: missing.layer() });
}

function missingInput(firstLayer: LayerStatements, missing: MissingParts): Diagnostic {
  return diagnostic(
    'missing-input',
    firstLayer.statement.keyword,
    message('No input yet. Give the column X (input X = [1 2 3]) or only its size (input 3).'),
    { fixes: missing.input(firstLayer) },
  );
}

function missingTarget(sample: SampleStatements, missing: MissingParts): Diagnostic {
  const { statement, name } = sample;
  return diagnostic(
    'missing-target',
    statement.name?.range ?? statement.keyword,
    message('The loss needs a target, but {0} has none. Add one below it: target = ….', name),
    { fixes: missing.target(sample) },
  );
}

function outputRequired({ layers }: Structure, outputs: number, missing: MissingParts): Diagnostic {
  return diagnostic(
    'output-required',
    layers.at(-1)!.statement.keyword,
    message(
      'The network has {0} outputs. Choose what to differentiate: one output (output 1) or a loss (loss half_sse). Until then only the forward pass is computed.',
      outputs,
    ),
    { fixes: missing.objective() },
  );
}
