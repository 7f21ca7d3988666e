import type { Arrangement, ArrangedSample } from './arrangement';
import { diagnostic, type Diagnostic, type Fix } from './diagnostic';
import { addLineBelow, indentOf } from './lineEdits';
import { untransposed } from './matrixShape';
import { message } from './message';
import { subscript } from './subscript';
import type { DataStatement, MatrixNode, ParameterStatement, Spec } from './tree';

/** What is known of a network's completeness. */
interface Known {
  /** n_0 … n_k. */
  readonly sizes: readonly (number | null)[];
  /** Whether there are points with numbers at which something could be differentiated. */
  readonly hasSamples: boolean;
}

/** A target of more entries is not written out for the author to change. */
const longestTarget = 100;

/** Says what a spec that is right as far as it goes still lacks. An unreadable line may be what is missing: then not. */
export function incompleteness(spec: Spec, arrangement: Arrangement, known: Known): readonly Diagnostic[] {
  const found = layersWithoutNumbers(spec, arrangement, known.sizes);
  if (arrangement.somethingLost || spec.diagnostics.some((d) => d.code === 'foreign-file' || d.code === 'too-large')) {
    return found;
  }
  const { layers, samples, inputSizes, objective } = arrangement;
  const firstLayer = layers[0];
  if (firstLayer === undefined) {
    found.push(missingLayer(spec));
    return found;
  }
  if (samples.length === 0 && inputSizes.length === 0) found.push(missingInput(spec, firstLayer.statement.keyword));
  const outputs = known.sizes.at(-1) ?? null;
  if (objective?.kind === 'loss' && !arrangement.targetLost) {
    for (const sample of samples) {
      if (sample.target === null) found.push(missingTarget(spec, sample, outputs));
    }
  }
  if (objective === null && outputs !== null && outputs > 1 && known.hasSamples) {
    found.push(outputRequired(spec, arrangement, outputs));
  }
  return found;
}

/** For each layer: no numbers for W or b, or no size at all. Not where a broken line may have said it, or a wrong one. */
function layersWithoutNumbers(
  spec: Spec,
  { layers, samples, layerLostAtEnd }: Arrangement,
  sizes: readonly (number | null)[],
): Diagnostic[] {
  const found: Diagnostic[] = [];
  const isBroken = (statement: ParameterStatement | DataStatement | null) =>
    statement !== null && (statement.broken || states(statement.value));
  for (const layer of layers) {
    const { index, statement, weights, bias, parameterLost } = layer;
    const next = layers[index];
    const brokenAround =
      parameterLost ||
      statement.broken ||
      statement.size !== null ||
      statement.activation?.kind === 'activation-list' ||
      isBroken(weights) ||
      isBroken(bias) ||
      (next === undefined
        ? layerLostAtEnd || samples.some(({ target }) => isBroken(target))
        : next.layerLostAbove || isBroken(next.weights));
    if (sizes[index] === null) {
      if (brokenAround) continue;
      found.push(
        diagnostic(
          'size-unknown',
          statement.keyword,
          message(
            'Nothing states the size of layer {0}. Write it before the activation (layer 3 …), or give {1} or {2}.',
            index,
            `W${subscript(index)}`,
            `b${subscript(index)}`,
          ),
        ),
      );
    } else if (weights === null && !parameterLost && !statement.broken) {
      found.push(missingWeights(spec, layer));
    } else if (bias !== null && bias.value === null && !bias.broken) {
      found.push(
        diagnostic(
          'missing-weights',
          bias.keyword,
          message('{0} has no numbers yet: there are shapes, but no values.', `b${subscript(index)}`),
          { fixes: [{ title: message('Set all to zero'), edits: [zeros(bias.range.end)], preferred: false }] },
        ),
      );
    }
  }
  return found;
}

/** Whether a matrix says something about sizes, if nothing is wrong with it. */
function states(node: MatrixNode | null): boolean {
  const kind = node === null ? null : untransposed(node).kind;
  return kind === 'literal' || kind === 'scalar' || kind === 'file';
}

function zeros(offset: number) {
  return { range: { start: offset, end: offset }, newText: ' = zeros()' };
}

function missingWeights(spec: Spec, { index, statement, bias }: Arrangement['layers'][number]): Diagnostic {
  const indent = `${indentOf(spec.text, statement.range)}  `;
  const edits = [addLineBelow(spec.text, statement.range, 'W = glorot(seed = 1)', indent)];
  if (bias !== null && bias.value === null && !bias.broken) edits.push(zeros(bias.range.end));
  return diagnostic(
    'missing-weights',
    statement.keyword,
    message('{0} has no numbers yet: there are shapes, but no values.', `W${subscript(index)}`),
    { fixes: [{ title: message('Fill with seeded numbers'), edits, preferred: false }] },
  );
}

function missingLayer(spec: Spec): Diagnostic {
  const last = spec.statements.at(-1);
  const text = message('There is no layer yet. A layer is written so: layer 3 sigmoid.');
  return diagnostic('missing-layer', last?.keyword ?? { start: 0, end: 0 }, text);
}

function missingInput(spec: Spec, firstLayer: { readonly start: number; readonly end: number }): Diagnostic {
  return diagnostic(
    'missing-input',
    firstLayer,
    message('There is no input yet. Give the column X (input X = [1 2 3]) or only its size (input 3).'),
  );
}

function missingTarget(spec: Spec, sample: ArrangedSample, outputs: number | null): Diagnostic {
  const { statement, name } = sample;
  const fixes: Fix[] = [];
  if (statement.kind === 'input' && outputs !== null && outputs <= longestTarget) {
    const line = `target = [${Array<string>(outputs).fill('0').join(' ')}]`;
    fixes.push({
      title: message('Add a target of zeros, to be changed'),
      edits: [addLineBelow(spec.text, statement.range, line, indentOf(spec.text, statement.range))],
      preferred: false,
    });
  }
  return diagnostic(
    'missing-target',
    statement.name?.range ?? statement.keyword,
    message('The loss compares the output with a target, and {0} has none. Write it below: target = ….', name),
    { fixes },
  );
}

function outputRequired(spec: Spec, { layers, samples }: Arrangement, outputs: number): Diagnostic {
  const { text, statements } = spec;
  const last = statements.at(-1)!;
  const indent = indentOf(text, layers.at(-1)!.statement.range);
  const add = (line: string) => [addLineBelow(text, last.range, line, indent)];
  const fixes: Fix[] = [{ title: message('Differentiate output {0}', 1), edits: add('output 1'), preferred: false }];
  if (samples.every(({ target }) => target !== null)) {
    fixes.push({ title: message('Add the loss {0}', 'half_sse'), edits: add('loss half_sse'), preferred: false });
  }
  return diagnostic(
    'output-required',
    layers.at(-1)!.statement.keyword,
    message(
      'The network has {0} outputs, so it must be said what is differentiated: one of them (output 1) or a loss (loss half_sse). Until then there are forward values only.',
      outputs,
    ),
    { fixes },
  );
}
