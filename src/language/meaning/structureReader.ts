import { diagnostic, type Diagnostic, type DiagnosticCode, type Fix } from '../text/diagnostic';
import { insertAt } from '../text/lineEdits';
import { message, type Message } from '../../message/message';
import { MissingPlaces } from '../problems/missingPlaces';
import { freeName, renameFix } from '../text/textFixes';
import type { UnknownNames } from '../problems/unknownNames';
import type { Steps } from '../../steps/steps';
import { directionWithoutBias, givenTwice, wrongIndex } from './placementProblems';
import { letterOf, type LayerStatements, type SampleStatements, type Structure } from './structure';
import type { OpenSymbol, SymbolTable } from './symbolTable';
import type { TextRange } from '../../functions/expression/tree';
import type {
  DataStatement,
  LayerStatement,
  LossStatement,
  NetworkStatement,
  OutputStatement,
  ParameterStatement,
  RateStatement,
  Spec,
  Statement,
} from '../syntax/tree';

/** Puts every statement where it belongs, and reports those that have no place or whose place is taken. */
export function* readStructure(
  spec: Spec,
  symbols: SymbolTable,
  names: UnknownNames,
  report: (found: Diagnostic) => void,
): Steps<Structure> {
  const reader = new StructureReader(spec, symbols, names, report);
  for (let i = 0; i < spec.statements.length; i++) {
    reader.place(spec.statements[i]);
    if (i % 1024 === 1023) yield i / spec.statements.length;
  }
  return reader.structure();
}

class StructureReader {
  private title: NetworkStatement | null = null;
  private readonly layers: LayerStatements[] = [];
  private readonly samples: SampleStatements[] = [];
  private readonly inputSizes: DataStatement[] = [];
  private readonly looseTargets: DataStatement[] = [];
  private objective: LossStatement | OutputStatement | null = null;
  private rate: RateStatement | null = null;
  private somethingLost = false;
  private layerLost = false;
  private dataLost = false;
  private targetLost = false;
  private nearestData: SampleStatements | DataStatement | null = null;
  /** All of the text, made when first asked for. */
  private sampleNames: Map<string, TextRange> | null = null;
  /** All of the text, made when first asked for. */
  private allLayerNames: ReadonlySet<string> | null = null;
  private readonly places: MissingPlaces;
  private readonly layerNames = new Map<string, TextRange>();
  private readonly samplesByName = new Map<string, { sample: SampleStatements; symbol: OpenSymbol | null }>();

  constructor(
    private readonly spec: Spec,
    private readonly symbols: SymbolTable,
    private readonly names: UnknownNames,
    private readonly report: (found: Diagnostic) => void,
  ) {
    this.places = new MissingPlaces(spec);
  }

  structure(): Structure {
    this.layers.forEach((layer) => this.checkDirection(layer));
    const { title, layers, samples, inputSizes, looseTargets, targetLost, objective, rate, somethingLost } = this;
    const data = { samples, inputSizes, looseTargets, targetLost };
    return { title, layers, ...data, objective, rate, somethingLost, layerLostAtEnd: this.layerLost };
  }

  place(statement: Statement): void {
    switch (statement.kind) {
      case 'network':
        this.placeTitle(statement);
        break;
      case 'input':
      case 'batch':
        this.placeData(statement);
        break;
      case 'target':
        this.placeTarget(statement);
        break;
      case 'layer':
        this.placeLayer(statement);
        break;
      case 'weights':
      case 'bias':
        this.placeParameter(statement);
        break;
      case 'output':
      case 'loss':
        this.placeObjective(statement);
        break;
      case 'rate':
        this.placeRate(statement);
        break;
      case 'unknown':
        this.placeUnknown();
        break;
      case 'let':
      case 'activation':
      case 'derivative':
      case 'exercise':
      case 'give':
      case 'ask':
      case 'note':
        break;
    }
  }

  private placeTitle(statement: NonNullable<Structure['title']>): void {
    if (this.title === null) this.title = statement;
    else this.reportDuplicate(statement, this.title, message('The network already has a title.'));
  }

  private placeRate(statement: NonNullable<Structure['rate']>): void {
    if (this.rate === null) this.rate = statement;
    else this.reportDuplicate(statement, this.rate, message('The learning rate η is already given.'));
  }

  private placeUnknown(): void {
    this.somethingLost = true;
    this.dataLost = true;
    const layer = this.layers.at(-1);
    if (layer) layer.parameterLost = true;
  }

  private placeData(statement: DataStatement): void {
    this.dataLost = false;
    if (statement.size !== null) {
      const first = this.inputSizes[0];
      if (first) this.reportDuplicate(statement, first, message('The size of the input is already given.'));
      this.inputSizes.push(statement);
      this.nearestData = statement;
      return;
    }
    const sample: SampleStatements = { name: statement.name?.text ?? 'X', statement, target: null };
    this.nearestData = sample;
    this.samples.push(sample);
    const known = this.samplesByName.get(sample.name);
    const symbol = statement.name && this.symbols.define('sample', statement.kind as 'input' | 'batch', statement.name);
    if (known === undefined) {
      this.samplesByName.set(sample.name, { sample, symbol });
    } else if (!statement.broken) {
      const range = statement.name?.range ?? statement.keyword;
      const first = known.sample.statement.name?.range ?? known.sample.statement.keyword;
      this.report(
        diagnostic(
          'duplicate-name',
          range,
          statement.name === null
            ? message(
                'Without a name this one is called {0}, which is already used. Give it another name.',
                sample.name,
              )
            : message('There is already an input or batch {0}. Choose another name.', sample.name),
          {
            related: [{ range: first, message: message('{0} is defined here.', sample.name) }],
            fixes: [this.renameSample(statement, sample.name)],
          },
        ),
      );
    }
  }

  private placeTarget(statement: DataStatement): void {
    const owner = statement.name === null ? this.nearestData : this.sampleNamed(statement);
    if (owner === null) {
      this.targetLost = true;
      if (statement.name !== null || statement.broken || this.somethingLost) return;
      this.report(
        diagnostic(
          'misplaced-statement',
          statement.keyword,
          message(
            'A target belongs to the nearest input or batch above it, but there is none. Move it below its input.',
          ),
          { fixes: this.places.fixes(statement) },
        ),
      );
    } else if ('kind' in owner) {
      this.looseTargets.push(statement);
    } else if (owner.target === null) {
      owner.target = statement;
    } else if (statement.name !== null || !this.dataLost) {
      this.reportDuplicate(statement, owner.target, message('{0} already has a target.', owner.name));
    }
  }

  private sampleNamed(statement: DataStatement): SampleStatements | null {
    const name = statement.name!;
    const known = this.samplesByName.get(name.text);
    if (known !== undefined) {
      known.symbol?.uses.push(name.range);
      return known.sample;
    }
    if (statement.broken || this.somethingLost) return null;
    const below = this.definedBelow(name.text);
    this.report(this.names.unknownSample(name, () => [...this.samplesByName.keys()], below));
    return null;
  }

  private renameSample(statement: DataStatement, name: string): Fix {
    const free = freeName(name, (taken) => this.definedBelow(taken) !== null);
    if (statement.name !== null) return renameFix(statement.name.range, free);
    return { ...renameFix(statement.keyword, free), edits: [insertAt(statement.keyword.end, ` ${free}`)] };
  }

  /** Where a sample of this name is defined, wherever that is. */
  private definedBelow(name: string): TextRange | null {
    if (this.sampleNames === null) {
      this.sampleNames = new Map();
      for (const statement of this.spec.statements) {
        if (statement.kind !== 'input' && statement.kind !== 'batch') continue;
        if (statement.name !== null) this.sampleNames.set(statement.name.text, statement.name.range);
      }
    }
    return this.sampleNames.get(name) ?? null;
  }

  private placeLayer(statement: LayerStatement): void {
    const index = this.layers.length + 1;
    this.layers.push({
      index,
      statement,
      weights: null,
      bias: null,
      directionOfWeights: null,
      directionOfBias: null,
      layerLostAbove: this.layerLost,
      parameterLost: false,
    });
    this.layerLost = false;
    const { name } = statement;
    if (name === null) return;
    this.symbols.define('layer', 'layer', name);
    const first = this.layerNames.get(name.text);
    if (first === undefined) {
      this.layerNames.set(name.text, name.range);
    } else if (!statement.broken) {
      this.report(
        diagnostic('duplicate-name', name.range, message('There is already a layer {0}.', name.text), {
          related: [{ range: first, message: message('{0} is defined here.', name.text) }],
          fixes: [
            renameFix(
              name.range,
              freeName(name.text, (taken) => this.namesOfLayers().has(taken)),
            ),
          ],
        }),
      );
    }
  }

  private namesOfLayers(): ReadonlySet<string> {
    this.allLayerNames ??= new Set(
      this.spec.statements.flatMap((s) => (s.kind === 'layer' && s.name !== null ? [s.name.text] : [])),
    );
    return this.allLayerNames;
  }

  private placeParameter(statement: ParameterStatement): void {
    // Below a line that was probably a layer, W and b are that layer's.
    if (this.layerLost) return;
    const layer = this.layers.at(-1);
    const letter = letterOf(statement);
    if (layer === undefined) {
      if (statement.broken || this.somethingLost) return;
      const text = message(
        '{0} belongs to the nearest layer above it, but there is none. Move it below its layer.',
        letter,
      );
      const fixes = this.places.fixes(statement);
      this.report(diagnostic('misplaced-statement', statement.keyword, text, { fixes }));
      return;
    }
    const { index } = statement;
    const misnumbered = index !== null && index.value !== layer.index;
    if (misnumbered && !statement.broken) this.report(wrongIndex(this.places, statement, index, layer));
    const slot = slotOf(statement);
    const first = layer[slot];
    if (misnumbered && statement.direction) return;
    if (misnumbered) {
      layer.parameterLost = true;
    } else if (first === null) {
      layer[slot] = statement;
    } else if (layer.parameterLost && !statement.direction) {
      this.layerLost = true;
    } else {
      this.reportDuplicate(statement, first, message('Layer {0} already has {1}.', layer.index, letter));
    }
  }

  /** A `v` in a layer that has no bias. */
  private checkDirection(layer: LayerStatements): void {
    const { bias, directionOfBias, parameterLost } = layer;
    if (directionOfBias === null || bias !== null || parameterLost || directionOfBias.broken) return;
    this.report(directionWithoutBias(this.spec, layer, directionOfBias));
  }

  private placeObjective(statement: LossStatement | OutputStatement): void {
    const first = this.objective;
    if (first === null) {
      this.objective = statement;
    } else if (first.kind !== statement.kind) {
      this.reportSecond(
        'objective-conflict',
        statement,
        first,
        message('Choose one: `output` and `loss` cannot both be given.'),
      );
    } else if (statement.kind === 'loss') {
      this.reportDuplicate(statement, first, message('The loss is already given.'));
    } else {
      this.reportDuplicate(statement, first, message('The output to differentiate is already given.'));
    }
  }

  private reportDuplicate(second: Statement, first: Statement, text: Message): void {
    this.reportSecond('duplicate-statement', second, first, text);
  }

  private reportSecond(code: DiagnosticCode, second: Statement, first: Statement, text: Message): void {
    if (!second.broken) this.report(givenTwice(this.spec, code, second, first, text));
  }
}

function slotOf({ kind, direction }: ParameterStatement) {
  if (!direction) return kind;
  return kind === 'weights' ? 'directionOfWeights' : 'directionOfBias';
}
