import { exactTraceSteps, isExactAffordable } from '../engine/exact/exactTrace';
import { chooseOutput } from '../engine/objective';
import { lostDigitsSteps } from '../engine/flaws/lostDigits';
import { traceSteps } from '../engine/traceNetwork';
import { checkGradient } from '../engine/check/gradientCheck';
import type { GradientCheck, Trace } from '../engine/trace';
import type { Steps } from '../steps/steps';
import type { CheckedSpec, FileContent } from '../language/meaning/checked';
import type { Diagnostic } from '../language/text/diagnostic';
import { inTextOrder } from '../language/text/textOrder';
import { readExactNetwork } from '../language/meaning/exactNetworkReader';
import { LineMap } from '../language/text/lineMap';
import { contentsOfNamed, readNamedFiles, type ReadFile } from '../language/matrices/namedFiles';
import type { StanfordFile } from '../stanford/stanfordFile';
import { exactAffine, exactHomogeneous } from '../network/exactHomogeneous';
import type { ExactNetwork } from '../network/exactNetwork';
import { hasAffineForm, hasHomogeneousForm, toAffine, toHomogeneous } from '../network/homogeneous';
import { hasNumbers, type Network, type Objective, type Sample } from '../network/network';
import { columnOf } from '../network/sampleColumn';
import { diagnosticsOfNumbers } from './diagnosticsOfNumbers';
import { breather, CancelledError, drive, type DriveOptions } from './cancellation';
import type { NetworkForm, ShownNetwork } from './networkForm';
import { checkText, checkTextSteps, readTextSteps, unreadText, type ReadText } from './readText';

/** Which of a document's traces is meant. */
export interface View {
  /** The sample's name; null, or a name that is not there (any more): the first. */
  readonly sample: string | null;
  /** One column of a batch (from 1), on its own; null, or one that is not there: all of them. */
  readonly column: number | null;
  /**
   * The output to differentiate (from 1) unless there is a loss; null, or one that is not there: as the spec says, and in a
   * Stanford NNet file, which says nothing, the first. `none`: nothing is differentiated.
   */
  readonly output: number | 'none' | null;
  /** In which form the network is looked at, of both the affine one; where it does not have the form, and if nothing is said, as it is written. */
  readonly form?: ShownNetwork;
}

/** How an analysis is made. */
export interface AnalysisOptions extends DriveOptions {
  /** Told of an exception that nobody foresaw; the analysis then is the one diagnostic that says so. */
  readonly failed?: (error: unknown) => void;
  /** Reads the files that the text names; without it they are not read. */
  readonly readFile?: ReadFile;
}

/** Looks at the first sample, as the spec says. */
export const defaultView: View = { sample: null, column: null, output: null };

/**
 * All that is known of one version of a text: the tree, the shapes, the network, every diagnostic, and, made when first
 * asked for and then kept, the traces and checks. Immutable for whoever reads it.
 */
export class Analysis {
  /** The network, if nothing in the text is an error. */
  readonly network: Network | null;
  private readonly traces: Map<string, Trace>;
  private readonly checks = new Map<string, GradientCheck>();
  private readonly fractions = new WeakMap<Trace, Trace>();
  private exact: ExactNetwork | null = null;
  private readonly converted = new Map<NetworkForm, Network>();

  private constructor(
    readonly text: string,
    readonly checked: CheckedSpec,
    /** The parts of a Stanford NNet file; null for any other text. */
    readonly stanford: StanfordFile | null,
    traces: Map<string, Trace>,
    /** Those of the text and those that need numbers, in text order. */
    readonly diagnostics: readonly Diagnostic[],
    readonly lines: LineMap = new LineMap(text),
    /** The numbers of the network in fractions. */
    private readonly readExact: () => ExactNetwork | null = () => readExactNetwork(checked),
  ) {
    this.network = checked.network;
    this.traces = traces;
  }

  /**
   * Analyses a text. Never fails on bad input: what is wrong is in `diagnostics`.
   * @throws CancelledError once `options.token` is cancelled.
   */
  static async of(text: string, options: AnalysisOptions = {}): Promise<Analysis> {
    try {
      return await Analysis.complete(text, options);
    } catch (error) {
      if (error instanceof CancelledError) throw error;
      options.failed?.(error);
      return Analysis.failed(text, error);
    }
  }

  /**
   * Analyses a text in steps that can be abandoned: for whoever cannot wait.
   * @param readFile what the files that the text names hold; without it they are not read.
   */
  static *steps(text: string, readFile?: (path: string) => FileContent): Steps<Analysis> {
    try {
      const read = yield* readTextSteps(text);
      const files = readFile && contentsOfNamed(read.spec, readFile);
      return yield* Analysis.making(text, read, files);
    } catch (error) {
      return Analysis.failed(text, error);
    }
  }

  private static async complete(text: string, options: AnalysisOptions): Promise<Analysis> {
    const read = await drive(readTextSteps(text), options);
    const files = options.readFile && (await readNamedFiles(read.spec, options.readFile, breather(options)));
    return drive(Analysis.making(text, read, files), options);
  }

  private static *making(text: string, read: ReadText, files?: ReadonlyMap<string, FileContent>): Steps<Analysis> {
    const checked = yield* checkTextSteps(read, files);
    const network = checked.network;
    const traces =
      network !== null && hasNumbers(network)
        ? yield* tracesOf(network, objectiveOf(network, read.stanford))
        : new Map<string, Trace>();
    const numbers = yield* diagnosticsOfNumbers(checked, [...traces.values()]);
    const lines = yield* LineMap.steps(text);
    const diagnostics =
      numbers.length === 0 ? checked.diagnostics : yield* inTextOrder([...checked.diagnostics, ...numbers]);
    return new Analysis(text, checked, read.stanford, traces, diagnostics, lines);
  }

  private static failed(text: string, error: unknown): Analysis {
    const read = unreadText(text, error);
    const { diagnostics } = read.spec;
    return new Analysis(text, { ...checkText(read), diagnostics }, null, new Map(), diagnostics);
  }

  /**
   * The same text with other numbers in its network, of the same shapes: what only the old numbers tell is not known of it.
   * @param exact makes the same change to the fractions.
   */
  withNumbers(network: Network, exact: (before: ExactNetwork) => ExactNetwork): Analysis {
    const before = () => (this.exact ??= this.readExact());
    return new Analysis(
      this.text,
      { ...this.checked, network },
      this.stanford,
      new Map(),
      this.checked.diagnostics,
      this.lines,
      () => {
        const known = before();
        return known && exact(known);
      },
    );
  }

  /** Whether anything in the text is an error. */
  get broken(): boolean {
    return this.diagnostics.some((d) => d.severity === 'error');
  }

  /** The forms that the network has; just the written one as long as there is no network. */
  get forms(): readonly ShownNetwork[] {
    const other = this.otherForm;
    return other === null ? ['written'] : ['written', other, 'both'];
  }

  /** The form of §3 that the network is not written in; null where it has none. */
  private get otherForm(): 'homogeneous' | 'affine' | null {
    if (this.network === null) return null;
    return hasHomogeneousForm(this.network) ? 'homogeneous' : hasAffineForm(this.network) ? 'affine' : null;
  }

  /** The form that a view shows: the one that it names, if the network has it; of both the affine one. */
  form({ form }: View): NetworkForm {
    const other = this.otherForm;
    if (form === 'both') return other === 'affine' ? 'affine' : 'written';
    return form === other && other !== null ? other : 'written';
  }

  /** The same view of the homogeneous form, where both are to be shown; else null. */
  homogeneousBeside(view: View): View | null {
    const other = this.otherForm;
    if (view.form !== 'both' || other === null) return null;
    return { ...view, form: other === 'affine' ? 'written' : other };
  }

  /** The network in the form of a view; null without a network. */
  networkIn(view: View): Network | null {
    const form = this.form(view);
    if (form === 'written' || this.network === null) return this.network;
    const known = this.converted.get(form);
    if (known) return known;
    const made = form === 'homogeneous' ? toHomogeneous(this.network) : toAffine(this.network);
    this.converted.set(form, made);
    return made;
  }

  /** The sample of a view, a batch with all its columns; null if the spec has none with numbers. */
  wholeSample(view: View): Sample | null {
    const samples = this.networkIn(view)?.samples ?? [];
    return samples.find((s) => s.name === view.sample) ?? samples[0] ?? null;
  }

  /** The sample of a view, or the column of it that is looked at; null if the spec has none with numbers. */
  sample(view: View): Sample | null {
    const whole = this.wholeSample(view);
    const { column } = view;
    const one = whole !== null && column !== null && whole.X.cols > 1 && column <= whole.X.cols;
    return one ? columnOf(whole, column) : whole;
  }

  /** What a view differentiates; null without a network. */
  objective(view: View): Objective | null {
    if (this.network === null) return null;
    const { objective, sizes } = this.network;
    const { output } = view;
    if (objective.kind === 'loss') return objective;
    if (output === 'none') return { kind: 'none' };
    return output !== null && output <= sizes.at(-1)!
      ? chooseOutput(this.network, output)
      : objectiveOf(this.network, this.stanford);
  }

  /**
   * Forward values, Δ and gradient of a view; null where there are no numbers.
   * @throws CancelledError once `options.token` is cancelled.
   */
  trace(view: View = defaultView, options: DriveOptions = {}): Promise<Trace | null> {
    return drive(this.tracing(view), options);
  }

  /** `trace` in steps that can be abandoned. */
  *tracing(view: View): Steps<Trace | null> {
    const sample = this.sample(view);
    const objective = this.objective(view);
    const network = this.networkIn(view);
    if (network === null || sample === null || objective === null || !hasNumbers(network)) return null;
    const key = traceKey(sample, objective, this.form(view));
    const known = this.traces.get(key);
    if (known) return known;
    const trace = yield* shownTrace(network, sample, objective);
    this.traces.set(key, trace);
    return trace;
  }

  /** Whether a trace of this network has some of its numbers in fractions. */
  hasFractions(trace: Trace): boolean {
    return this.exactNumbers(trace)?.layers.some(({ weights }) => weights !== null) ?? false;
  }

  /** The numbers of a trace's network in fractions, read when first asked for; null where there are too many. */
  private exactNumbers(trace: Trace): ExactNetwork | null {
    if (!isExactAffordable(trace)) return null;
    this.exact ??= this.readExact();
    const { network } = trace.forward;
    if (this.exact === null || network === this.network) return this.exact;
    return network === this.converted.get('affine')
      ? exactAffine(this.exact)
      : exactHomogeneous(
          this.exact,
          this.network!.layers.map((layer) => layer.affine),
        );
  }

  /**
   * A trace of this network with its fractions beside the doubles; as it is where it is too large to be read in fractions.
   * @throws CancelledError once `options.token` is cancelled.
   */
  withFractions(trace: Trace, options: DriveOptions = {}): Promise<Trace> {
    return drive(this.addingFractions(trace), options);
  }

  /** `withFractions` in steps that can be abandoned. */
  *addingFractions(trace: Trace): Steps<Trace> {
    const known = this.fractions.get(trace);
    if (known) return known;
    const numbers = this.exactNumbers(trace);
    const made = numbers === null ? trace : { ...trace, exact: yield* exactTraceSteps(numbers, trace) };
    this.fractions.set(trace, made);
    return made;
  }

  /** The trace of a view if it has been made already: for features that must answer at once. */
  madeTrace(view: View = defaultView): Trace | null {
    const sample = this.sample(view);
    const objective = this.objective(view);
    if (sample === null || objective === null) return null;
    return this.traces.get(traceKey(sample, objective, this.form(view))) ?? null;
  }

  /**
   * The gradient of a view against central differences; null where nothing is differentiated, or where f, the loss or
   * the gradient has no finite value.
   * @throws CancelledError once `options.token` is cancelled.
   */
  check(view: View = defaultView, options: DriveOptions = {}): Promise<GradientCheck | null> {
    return drive(this.checking(view), options);
  }

  /** `check` in steps that can be abandoned. */
  *checking(view: View): Steps<GradientCheck | null> {
    const trace = yield* this.tracing(view);
    if (!trace?.backward || !hasFiniteGradient(trace)) return null;
    const { network, sample } = trace.forward;
    const key = traceKey(sample, trace.backward.objective, this.form(view));
    const known = this.checks.get(key);
    if (known) return known;
    const made = yield* checkGradient(network, sample, trace.backward.objective, trace);
    this.checks.set(key, made);
    return made;
  }
}

function hasFiniteGradient({ fault }: Trace): boolean {
  return fault === null || fault.quantity === 'updatedW' || fault.quantity === 'updatedb';
}

/** What is differentiated if nobody chooses: in a Stanford NNet file, which cannot say it, the first output. */
function objectiveOf(network: Network, stanford: StanfordFile | null): Objective {
  return stanford !== null && network.objective.kind === 'none'
    ? chooseOutput(network, stanford.chosen.output?.value ?? 1)
    : network.objective;
}

/** The trace of each sample as the spec says, in steps that can be abandoned. */
function* tracesOf(network: Network, objective: Objective): Steps<Map<string, Trace>> {
  const traces = new Map<string, Trace>();
  for (const sample of network.samples) {
    const trace = yield* shownTrace(network, sample, objective);
    if (trace.backward?.inputGradient) yield* trace.backward.inputGradient();
    traces.set(traceKey(sample, objective, 'written'), trace);
    yield traces.size / network.samples.length;
  }
  return traces;
}

/** A trace that says of its numbers which have lost their digits. */
function* shownTrace(network: Network, sample: Sample, objective: Objective): Steps<Trace> {
  const trace = yield* traceSteps(network, sample, objective);
  return { ...trace, lostDigits: yield* lostDigitsSteps(trace) };
}

function traceKey(sample: Sample, objective: Objective, form: NetworkForm): string {
  const { name, column } = sample;
  return [name, column?.index ?? '', objective.kind === 'output' ? objective.index : '', form].join(' ');
}
