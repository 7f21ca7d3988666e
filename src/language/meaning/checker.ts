import { withFormalNeurons } from '../../network/homogeneous';
import type { Layer, Network, Objective } from '../../network/network';
import { ActivationMaker } from './activationMaker';
import type { Structure } from './structure';
import { readStructure } from './structureReader';
import type { CheckedLayer, CheckedSpec, FileContent } from './checked';
import { LayerChecker } from './checkedLayers';
import { checkedObjective, lossNotes, outputProblem } from './checkedObjective';
import { type CheckedSample, checkedSamples, labelProblems } from './checkedSamples';
import { sizeProblemSteps } from '../problems/countProblems';
import type { Diagnostic } from '../text/diagnostic';
import { inTextOrder } from '../text/textOrder';
import { checkedExercises, exercisesWithoutSheet } from './exercises';
import type { QuantityFacts } from './quantityFacts';
import { fileProblems } from '../matrices/fileProblems';
import { incompleteness } from './incomplete';
import { leastOutputs } from './leastOutputs';
import { ProblemList } from '../problems/problemList';
import { memoryProblem } from '../problems/memoryProblem';
import { matrixProblems } from '../problems/matrixProblems';
import { matrixSources } from '../matrices/matrixSources';
import { type Definitions, readDefinitions } from './definitions';
import { SizeLabels } from '../sizes/sizeClaims';
import { sizeDiagnostics } from '../sizes/sizeDiagnostics';
import { inferTextSizes, type TextSizes } from '../sizes/textSizes';
import { SymbolTable } from './symbolTable';
import { finish, type Steps } from '../../steps/steps';
import type { Spec } from '../syntax/tree';
import { UnknownNames } from '../problems/unknownNames';
import { unusedDefinitions } from '../problems/unusedDefinitions';

const noFiles: ReadonlyMap<string, FileContent> = new Map();

/**
 * Says all that can be said of a tree without running the network: what every name means, which size every layer has,
 * what is wrong, and, if nothing is, the network. Never throws on a tree that the parser has made.
 * @param files what became of the files that the text names, by their paths as written
 */
export function check(spec: Spec, files?: ReadonlyMap<string, FileContent>, variant = 0): CheckedSpec {
  return finish(checkSteps(spec, files, variant));
}

/**
 * `check` in steps that can be abandoned.
 * @param variant which random numbers the generators draw; 0 is the text itself
 */
export function* checkSteps(
  spec: Spec,
  files: ReadonlyMap<string, FileContent> = noFiles,
  variant = 0,
): Steps<CheckedSpec> {
  const diagnostics: Diagnostic[] = [...spec.diagnostics];
  const problems = new ProblemList(diagnostics);
  const report = (found: Diagnostic): void => problems.add(found);
  const reportAll = (found: readonly Diagnostic[]): void => found.forEach(report);
  const { text } = spec;
  const symbols = new SymbolTable(text);
  const unknown = new UnknownNames(spec);

  const structure = yield* readStructure(spec, symbols, unknown, report);
  const definitions = yield* readDefinitions(spec, symbols, unknown, report);
  yield 0;
  const labels = new SizeLabels(structure);
  const matrices = yield* matrixSources(structure, files);
  yield 0;
  const inferred = yield* inferTextSizes(text, structure, matrices);
  const { sources } = inferred;
  const sizeOf = (label: number): number | null => inferred.sizes.get(label) ?? null;

  yield 0;
  const least = leastOutputs(structure, sources);
  reportAll(yield* sizeProblemSteps(structure, sizeOf, labels, least));
  reportAll(fileProblems(sources, files));
  yield 0;
  reportAll(yield* sizeDiagnostics(spec, labels, inferred, least, files));
  yield* problemsOfMatrices(spec, inferred, labels, reportAll);
  const maker = new ActivationMaker(text, definitions.derivatives, report);
  const layerChecker = new LayerChecker(inferred.sizes, labels, definitions, maker, files, report, variant);
  const k = structure.layers.length;
  const layers: CheckedLayer[] = [];
  for (const layer of structure.layers) {
    layers.push(yield* layerChecker.layer(layer, layer.index === k));
    if (layer.index % 64 === 0) yield 0;
  }
  const sizes = [sizeOf(labels.outOf(0)), ...layers.map(({ size }) => size)];
  const outputs = k === 0 ? null : sizeOf(labels.atEnd);

  reportAll(labelProblems(spec, sources, outputs, definitions));
  yield 0;
  const samples = yield* checkedSamples(
    structure,
    sources,
    { inputs: sizes[0], outputs },
    definitions,
    files,
    variant,
    report,
  );
  const tooMuch = memoryProblem(layers, samples);
  if (tooMuch !== null && !diagnostics.some(({ code }) => code === 'too-large')) report(tooMuch);
  const { objective } = structure;
  const problem = objective?.kind === 'output' ? outputProblem(objective, outputs) : null;
  if (problem !== null) report(problem);
  const differentiated = checkedObjective(structure, outputs, definitions);
  const found = { sizes, layers, samples, differentiated };
  const quantities = quantityFacts(structure, found);
  const exercises = yield* checkedExercises(spec, quantities, report);
  const known = { sizes, hasSamples: samples.length > 0, sources, leastOutputs: least };
  yield 0;
  reportAll(yield* incompleteness(spec, structure, known));
  const entries = symbols.entries();
  yield 0;
  reportAll(yield* unusedDefinitions(spec, structure, known, entries, definitions.derivativeNames));
  yield 0;

  const isSound = !diagnostics.some(({ severity }) => severity === 'error');
  const network = isSound ? networkOf(structure, definitions, found) : null;
  reportAll(yield* exercisesWithoutSheet(exercises, network));
  const inOrder = yield* inTextOrder(diagnostics);
  yield 0;
  return {
    spec,
    diagnostics: inOrder,
    sizes,
    layers,
    symbols: entries,
    sampleStatements: samples.map(({ statements }) => statements),
    objectiveStatement: objective,
    statedDerivatives: maker.statedUses,
    exercises,
    quantities,
    files,
    notes: lossNotes(structure, layers.at(-1)?.activation ?? null),
    network,
  };
}

/** What was found of the parts of a network. */
interface Found {
  readonly sizes: readonly (number | null)[];
  readonly layers: readonly CheckedLayer[];
  readonly samples: readonly CheckedSample[];
  readonly differentiated: Objective;
}

/** Says what is wrong with matrices themselves, in steps; not of those that others are blamed for. */
function* problemsOfMatrices(
  spec: Spec,
  { sources, sizes, dissents }: TextSizes,
  labels: SizeLabels,
  report: (found: readonly Diagnostic[]) => void,
): Steps<void> {
  const blamed = new Set(dissents.map(({ claim }) => claim.range));
  let looked = 0;
  for (const source of sources) {
    if (++looked % 64 === 0) yield 0;
    if (blamed.has(source.node.range)) continue;
    const expectedCols = source.kind === 'weights' ? (sizes.get(labels.into(source.layer)) ?? null) : null;
    report(matrixProblems(spec, source, expectedCols));
  }
}

/** What exercises have to know of the quantities. */
function quantityFacts(
  { objective, rate }: Structure,
  { sizes, layers, samples, differentiated }: Found,
): QuantityFacts {
  return {
    sizes,
    layers: layers.map(({ affine, activation }) => ({ affine, softmax: activation?.kind === 'softmax', activation })),
    objective: objective?.kind ?? null,
    loss: differentiated.kind === 'loss' ? differentiated.loss : null,
    hasRate: rate !== null,
    columns: samples.at(0)?.sample.X.cols ?? null,
  };
}

/** The network of a text without errors; null unless all its sizes are known. */
function networkOf(
  { title, rate }: Structure,
  { rates }: Definitions,
  { sizes, layers, samples, differentiated }: Found,
): Network | null {
  const complete = completeLayers(layers);
  if (complete === null || sizes[0] === null) return null;
  return withFormalNeurons({
    title: title?.title?.value ?? null,
    sizes: [sizes[0], ...complete.map(({ size }) => size)],
    layers: complete,
    samples: samples.map(({ sample }) => sample),
    objective: differentiated,
    rate: (rate && rates.get(rate)) ?? null,
  });
}

/** The layers without what only the text knows; null unless there is one and all their sizes are known. */
function completeLayers(layers: readonly CheckedLayer[]): readonly Layer[] | null {
  const complete: Layer[] = [];
  for (const { index, name, inputSize, size, activation, weights, affine, bias, direction } of layers) {
    if (inputSize === null || size === null || activation === null) return null;
    complete.push({ index, name, inputSize, size, activation, weights, affine, bias, ...(direction && { direction }) });
  }
  return complete.length === 0 ? null : complete;
}
