import { markdownText, sayMarkdown } from '../describe/markdownText';
import { defaultView, type Analysis } from '../../analysis/analysis';
import { activationRange } from '../../analysis/numberDiagnostics';
import { placeAt, rangeOf, statementAt, type Place } from '../../analysis/places';
import type { Trace } from '../../engine/trace';
import type { CheckedLayer } from '../../language/meaning/checked';
import { message, type Message, type Translate } from '../../message/message';
import type { TextRange } from '../../functions/expression/tree';
import type { Statement } from '../../language/syntax/tree';
import type { Matrix } from '../../network/matrix';
import { layerIndex, subscript } from '../../message/subscript';
import { inLetters } from '../../notation/letters/courseText';
import { usualLook, type Look } from '../../notation/look';
import { directionEntry } from './directionHover';
import { activationHover } from './activationHover';
import { scalingNote, stanfordHover } from '../stanford/stanfordHover';
import { activationName, chain, space } from '../describe/shapes';
import type { Hover } from './hoverContent';
import { objectiveHover } from './objectiveHover';
import { wordHover } from './wordHover';
import { indices, isSmall, matrixSummary, table } from './hoverMatrix';
import { exactText, numberText } from '../../numbers/numberText';
import { writtenPathAt } from '../describe/filePaths';

/** The hover at an offset; null where there is nothing to say. Answers from what is already computed. */
export function hoverAt(
  analysis: Analysis,
  offset: number,
  translated: Translate,
  look: Look = usualLook,
): Hover | null {
  const translate = inLetters(look.letters, translated);
  const { stanford } = analysis;
  const line = stanford && stanfordHover(analysis.checked.spec, stanford, offset, translate);
  if (line?.kind === 'words') return line;
  if (line?.kind === 'layer') {
    const hover = new HoverWriter(analysis, translate, look).layerLine(analysis.checked.layers[line.index - 1], offset);
    return { ...hover, range: line.range };
  }
  const statement = statementAt(analysis.checked, offset);
  if (statement === null) return null;
  return new HoverWriter(analysis, translate, look).at(statement, offset);
}

class HoverWriter {
  private readonly trace: Trace | null;

  constructor(
    private readonly analysis: Analysis,
    private readonly translate: Translate,
    private readonly look: Look,
  ) {
    this.trace = analysis.madeTrace();
  }

  at(statement: Statement, offset: number): Hover | null {
    const place = placeAt(this.analysis.checked, offset);
    const word = this.goesFirst(statement, place, offset)
      ? wordHover(this.analysis, statement, offset, this.translate)
      : null;
    if (word !== null) return word;
    switch (place?.quantity) {
      case 'Sigma':
        return this.layerLine(this.layer(place), offset);
      case 'W':
      case 'b':
        return this.parameter(place, statement);
      case 'V':
      case 'v':
        return this.direction(place, statement, offset);
      case 'X':
      case 'target':
        return this.data(place, statement);
      case 'loss':
        return objectiveHover(this.analysis, statement, this.where(), this.translate);
      case 'rate':
      case undefined:
        return null;
    }
  }

  /** Whether a word at the offset says more than the quantity whose statement it stands in. */
  private goesFirst(statement: Statement, place: Place | null, offset: number): boolean {
    if (place === null) return true;
    if (place.entry !== undefined || statement.kind === 'layer' || statement.kind === 'loss') return false;
    if (writtenPathAt(this.analysis.checked, offset) !== null) return false;
    return 'value' in statement && statement.value !== null && offset >= statement.value.range.start;
  }

  /** Whether the last neuron of layer i is a formal one. */
  private isFormal(i: number): boolean {
    return this.analysis.network?.layers[i - 1].formal === true;
  }

  private layer(place: Place): CheckedLayer {
    return this.analysis.checked.layers[place.layer - 1];
  }

  /** At which of several inputs the numbers are: the first. */
  private where(): string[] {
    const several = (this.analysis.network?.samples.length ?? 0) > 1;
    return several && this.trace
      ? [sayMarkdown(message('At {0}', this.trace.forward.sample.name), this.translate)]
      : [];
  }

  /** The name of a quantity in the reader's letters. */
  private letters(name: string): string {
    return this.translate(name);
  }

  /** `∂L/∂` or `∂f/∂`. */
  private get differential(): string {
    return this.trace?.backward?.objective.kind === 'loss' ? '∂L/∂' : '∂f/∂';
  }

  layerLine(layer: CheckedLayer, offset: number): Hover {
    const neuron = this.neuronAt(layer, offset);
    if (neuron !== null) return neuron;
    const i = layer.index;
    const at = subscript(i);
    const facts = [
      sayMarkdown(message('layer {0}', i), this.translate),
      ...(layer.name === null ? [] : [markdownText(layer.name)]),
      `${space(layer.inputSize)} → ${space(layer.size)}`,
      `${this.letters(`W${at}`)} ∈ ${space(layer.size, layer.inputSize)}`,
      ...(layer.affine ? [`${this.letters(`b${at}`)} ∈ ${space(layer.size)}`] : []),
      markdownText(activationName(layer.activation)),
    ];
    const lines = [facts.join(' · '), chain(this.analysis.checked, i)];
    if (this.isFormal(i)) {
      lines.push(
        sayMarkdown(
          message('Neurons: {0}, and 1 formal neuron, which passes on the 1 of the bias (§3)', layer.size! - 1),
          this.translate,
        ),
      );
    }
    if (layer.size !== null && layer.inputSize !== null) {
      const genuine = layer.size - (this.isFormal(i) ? 1 : 0);
      const count = genuine * (layer.inputSize + (layer.affine ? 1 : 0));
      lines.push(
        layer.affine
          ? sayMarkdown(
              message('Parameters: {0} = {1} · {2} (weights) + {1} (biases)', count, layer.size, layer.inputSize),
              this.translate,
            )
          : sayMarkdown(
              message('Parameters: {0} = {1} · {2} (weights), homogeneous (no bias)', count, genuine, layer.inputSize),
              this.translate,
            ),
      );
    }
    const values = this.trace?.forward.layers[i - 1];
    if (values && isSmall(values.N) && values.N.cols === 1) {
      const Delta = this.trace?.backward?.Delta[i - 1];
      lines.push(
        ...this.where(),
        table([
          { head: this.letters(`N${at}`), matrix: values.N },
          { head: this.letters(`Σ${at}`), matrix: values.Sigma },
          ...(values.dSigma ? [{ head: this.letters(`Σ′${at}`), matrix: values.dSigma }] : []),
          ...(Delta ? [{ head: this.letters(`Δ${at}`), matrix: Delta }] : []),
        ]),
      );
    }
    return { range: layer.statement.range, markdown: lines.join('\n\n') };
  }

  /** Over the activation itself: the function, its derivative, and its convention at a kink. */
  private neuronAt(layer: CheckedLayer, offset: number): Hover | null {
    const written = layer.statement.activation;
    if (written === null || layer.activation?.kind !== 'coordinatewise') return null;
    const { activations } = layer.activation;
    let first = 0;
    for (const item of written.kind === 'activation-use' ? [written] : written.items) {
      const activation = activations[first];
      if (activation && offset >= item.range.start && offset <= item.range.end) {
        return {
          range: activationRange(layer, first),
          markdown: activationHover(
            activation,
            this.preActivations(layer, first, item.count?.value ?? 1),
            this.translate,
          ),
        };
      }
      first += item.count?.value ?? 1;
    }
    return null;
  }

  /** Those of a neuron, or of the whole layer where it has one activation; null without numbers. */
  private preActivations(layer: CheckedLayer, first: number, count: number): Float64Array | null {
    const uniform = layer.statement.activation?.kind === 'activation-use';
    const N = this.trace?.forward.layers[layer.index - 1].N;
    return N?.data.subarray(first * N.cols, uniform ? undefined : (first + count) * N.cols) ?? null;
  }

  private parameter(place: Place, statement: Statement): Hover {
    const layer = this.layer(place);
    const at = subscript(place.layer);
    const symbol = this.letters(`${place.quantity}${at}`);
    const weights = place.quantity === 'W';
    const M = weights ? layer.weights : layer.bias;
    const gradient = this.trace?.backward;
    if (place.entry !== undefined && M !== null && place.entry.row < M.rows && place.entry.column < M.cols) {
      return this.entry(place, M, statement);
    }
    const shape = weights ? `${symbol} ∈ ${space(layer.size, layer.inputSize)}` : `${symbol} ∈ ${space(layer.size)}`;
    const lines = [
      `${shape} · ` +
        (weights
          ? sayMarkdown(
              message('weights of layer {0}: one row per neuron, one column per input', place.layer),
              this.translate,
            )
          : sayMarkdown(message('bias of layer {0}: one entry per neuron', place.layer), this.translate)),
    ];
    if (M !== null && isSmall(M)) {
      const G = weights ? gradient?.gradW[place.layer - 1].toMatrix() : gradient?.gradb[place.layer - 1];
      lines.push(
        ...(G ? this.where() : []),
        table([{ head: symbol, matrix: M }, ...(G ? [{ head: `${this.differential}${symbol}`, matrix: G }] : [])]),
      );
      if (G) {
        lines.push(
          sayMarkdown(
            message('The gradient has the shape of {0} (denominator layout).', place.quantity),
            this.translate,
          ),
        );
      }
    } else if (M !== null) {
      lines.push(matrixSummary(M, this.translate));
    }
    return { range: statement.range, markdown: lines.join('\n\n') };
  }

  /** An entry of V or v with that of the Hessian times the direction; elsewhere in the statement what it is. */
  private direction(place: Place, statement: Statement, offset: number): Hover | null {
    const entry = directionEntry(this.analysis.network, this.trace, place, this.translate);
    if (entry === null) return wordHover(this.analysis, statement, offset, this.translate);
    const lines = [entry.given, ...(entry.product === null ? [] : [...this.where(), entry.product])];
    return { range: this.entryRange(place, statement), markdown: lines.join('\n\n') };
  }

  private entryRange(place: Place, statement: Statement): TextRange {
    return rangeOf(this.analysis.checked, place) ?? statement.range;
  }

  private entry(place: Place, M: Matrix, statement: Statement): Hover {
    const { row, column } = place.entry!;
    const weights = place.quantity === 'W';
    const layer = this.look.letters === 'course' ? `[${place.layer}]` : place.layer;
    const name = weights
      ? `w<sup>${layer}</sup><sub>${indices(row + 1, column + 1)}</sub>`
      : `b<sup>${layer}</sup><sub>${row + 1}</sub>`;
    const lines = [`${name} = ${exactText(M.data[row * M.cols + column])}`];
    if (weights && this.isFormal(place.layer) && row === M.rows - 1) {
      lines.push(
        sayMarkdown(
          message('In the frozen row of the formal neuron: not a parameter, and no step changes it.'),
          this.translate,
        ),
      );
    }
    const backward = this.trace?.backward;
    if (backward) {
      const g = weights
        ? backward.gradW[place.layer - 1].entry(row, column)
        : backward.gradb[place.layer - 1]?.data[row];
      if (g !== undefined) lines.push(...this.where(), `${this.differential}${name} = **${numberText(g)}**`);
      if (weights && backward.Delta[0].cols === 1) {
        const { Delta, SigmaPrevious } = backward.gradW[place.layer - 1];
        lines.push(
          sayMarkdown(
            message(
              '= δ{0} · σ{1}: entry {2} of Δ{0} times entry {3} of Σ{1}, {4} · {5}',
              layerIndex(place.layer),
              layerIndex(place.layer - 1),
              row + 1,
              column + 1,
              numberText(Delta.data[row]),
              numberText(SigmaPrevious.data[column]),
            ),
            this.translate,
          ),
        );
      }
    }
    lines.push(
      weights
        ? sayMarkdown(
            message('From input {0} of layer {1} to its neuron {2}.', column + 1, place.layer, row + 1),
            this.translate,
          )
        : sayMarkdown(message('The bias of neuron {0} of layer {1}.', row + 1, place.layer), this.translate),
    );
    const { stanford } = this.analysis;
    const scaled = stanford && scalingNote(stanford, place);
    if (scaled) lines.push(sayMarkdown(scaled, this.translate));
    return { range: this.entryRange(place, statement), markdown: lines.join('\n\n') };
  }

  private data(place: Place, statement: Statement): Hover {
    const { checked, network } = this.analysis;
    const isX = place.quantity === 'X';
    const M = network?.samples.find((s) => s.name === place.sample)?.[isX ? 'X' : 'target'] ?? null;
    const gradX = isX && M ? this.gradientByX(place) : null;
    const entry = M && this.dataEntry(place, M, gradX);
    if (entry !== null) return { range: this.entryRange(place, statement), markdown: entry };
    const n = isX ? checked.sizes[0] : checked.sizes.at(-1)!;
    const name = isX ? this.inputName(place) : this.letters('Y');
    const columns = M?.cols ?? 1;
    const shape = `${markdownText(name)} ∈ ${columns > 1 ? space(n, columns) : space(n)}`;
    const lines = [`${shape} · ${sayMarkdown(meaningOfData(place, columns), this.translate)}`];
    const gradient = gradX === null ? [] : [{ head: `${this.differential}${name}`, matrix: gradX }];
    if (M && !isSmall(M)) lines.push(matrixSummary(M, this.translate));
    else if (M) lines.push(table([{ head: name, matrix: M }, ...gradient]));
    return { range: statement.range, markdown: lines.join('\n\n') };
  }

  /** An unnamed input is X, in these letters. */
  private inputName({ sample = 'X' }: Place): string {
    return sample === 'X' ? this.letters('X') : sample;
  }

  /** ∇X, n_0 × m, if it is made already. */
  private gradientByX({ sample }: Place): Matrix | null {
    return this.analysis.madeTrace({ ...defaultView, sample: sample ?? null })?.backward?.gradX ?? null;
  }

  /** An entry of X or of the target, and of ∇X where there is one; null if the place names none of this matrix. */
  private dataEntry({ quantity, entry }: Place, { rows, cols, data }: Matrix, gradX: Matrix | null): string | null {
    if (entry === undefined || entry.row >= rows || entry.column >= cols) return null;
    const { row, column } = entry;
    const name = `${quantity === 'X' ? 'x' : 'y'}<sub>${cols > 1 ? indices(row + 1, column + 1) : row + 1}</sub>`;
    const lines = [`${name} = ${exactText(data[row * cols + column])}`];
    if (gradX !== null) lines.push(`${this.differential}${name} = **${numberText(gradX.data[row * cols + column])}**`);
    return lines.join('\n\n');
  }
}

/** What X, or a target, of so many columns is. */
function meaningOfData({ quantity }: Place, columns: number): Message {
  if (quantity === 'target') return message('the target that the output is compared with');
  if (columns > 1) return message('a batch of {0} points, one column each', columns);
  return message('the point at which f is evaluated');
}
