// Every formula of a page, of the step-by-step player and of the copies is read.
import assert from 'node:assert/strict';
import type { Digits } from '../../../src/numbers/numberLayout';
import { lookNames, type Look } from '../../../src/notation/look';
import type { DrawingBlock, FormulaBlock, Page } from '../../../src/page/page';
import type { Steps } from '../../../src/page/steps';
import { combined, made, type Approx, type Grid } from './approx';
import { assertShows, readNumber, type Seen } from './cell';
import type { Expression, Symbol } from './expression';
import { equations, expression } from './formulaReader';
import { plain } from './numberNodes';
import { assertNear, Meaning, type Order } from './meaning';
import { workedOut, type WorkedOut } from './oracle';
import { assertNumbers, readEquation, readFormula, readStep, type Reading } from './readFormula';
import { readLinear, readTuple } from './readTuple';
import { readNote } from './readNotes';
import { readLossValue } from './readLossValue';
import { isMacro, texTree, type Nodes } from './texTree';

export interface Shown extends Look {
  /** The network worked out; of a Jacobian for every output. */
  readonly outputs: readonly WorkedOut[];
  readonly digits: Digits;
  /** The form that is shown, which is not always the one asked for. */
  readonly form: string;
  readonly seen: Seen;
  /** Whether the text has no numbers. */
  readonly symbols?: boolean;
  /** How many rows and kinks of notes were read. */
  notes: number;
}

/** Formulas of functions in a variable x, which the tests of activations and losses read. */
export const OF_FUNCTIONS = /^network\.(?:activations|objective|Sigma\.\d+)$/;

/** ∇_A(A·B) = Bᵀ, a rule of letters for any A and B; its case for the chosen neuron is read. */
const NO_NUMBERS = /^proof\.rule\.general$/;

/** The bracket of (5) for several outputs, whose column j is Δ_r of output j. */
class BracketMeaning extends Meaning {
  constructor(private readonly outputs: readonly WorkedOut[]) {
    super(outputs[0]);
  }

  override symbol(symbol: Symbol): Grid {
    if (symbol.name !== 'nabla N') return super.symbol(symbol);
    const Delta = this.outputs.map((all) => all.Delta[Number(symbol.index) - 1]);
    return made(Delta[0].length, Delta.length, (r, c) => Delta[c][r][0]);
  }
}

/** The network function: f is all of its outputs. */
class FunctionMeaning extends Meaning {
  override symbol(symbol: Symbol): Grid {
    return symbol.name === 'f' ? this.all.Sigma[this.all.N.length] : super.symbol(symbol);
  }
}

/** @returns how many formulas were read. */
export function readPage(page: Page, shown: Shown, style: 'tex' | 'plainTex', beside: Shown | null = null): number {
  let count = 0;
  for (const one of page.sections.flatMap(({ blocks }) => blocks)) {
    if (beside !== null && one.id.endsWith('.homogeneous')) {
      const id = one.id.replace(/\.homogeneous$/, '');
      if (one.kind === 'formula')
        inBlock(one.id, one[style], () => assertLook(one[style], beside, OF_FUNCTIONS.test(id)));
      if (one.kind !== 'formula' || OF_FUNCTIONS.test(id)) continue;
      count++;
      assert.equal(one.beside?.side, 'right');
      inBlock(one.id, one[style], () => readBlock({ id }, one[style], beside));
      continue;
    }
    const block = one;
    if (block.kind === 'drawing') readDrawing(block, shown);
    inBlock(block.id, '', () => (shown.notes += readNote(block, shown.outputs[0], shown.seen)));
    if (block.kind !== 'formula') continue;
    inBlock(block.id, block[style], () => assertLook(block[style], shown, OF_FUNCTIONS.test(block.id)));
    if (OF_FUNCTIONS.test(block.id) || NO_NUMBERS.test(block.id)) continue;
    count++;
    inBlock(block.id, block[style], () => readBlock(block, block[style], shown));
  }
  return count;
}

/** What a formula may not have, as it would be that of another choice; a formula in both would be read too. */
const refused: Readonly<Record<keyof Look, (look: Look, ofFunctions: boolean) => RegExp>> = {
  // Every letter with a layer is one of the alphabet. σ is sigmoid in any letters, and δ a parameter of huber.
  letters: ({ letters }, ofFunctions) => {
    if (letters === 'course') {
      return ofFunctions
        ? /\\Sigma|\\Delta|[NX](?![a-z])|[WwbJMVv]_/
        : /\\Sigma|\\sigma|\\Delta|[NX](?![a-z])|[WwbJMVv]_/;
    }
    return ofFunctions ? /\^\{\[|[zg](?=[_^'])/ : /\^\{\[|[zg](?=[_^'(])|\\delta/;
  },
};

function assertLook(tex: string, look: Look, ofFunctions: boolean): void {
  const bare = tex.replace(/\\htmlData\{[^}]*\}/g, '');
  for (const name of lookNames) {
    assert.doesNotMatch(bare, refused[name](look, ofFunctions), `${name} is ${look[name]}`);
  }
}

function inBlock(id: string, tex: string, read: () => void): void {
  try {
    read();
  } catch (error) {
    throw new Error(`${id}: ${(error as Error).message}\n${tex}`, { cause: error });
  }
}

/** One formula block, in TeX of the page or of a copy. */
export function readBlock({ id }: Pick<FormulaBlock, 'id'>, written: string, shown: Shown): void {
  const { outputs, digits, seen, symbols } = shown;
  // f(X; W, b): there are no other parameters, and they need no reading.
  const tex = written.replace(/\(([Xx]); W(, b)?\)/g, (_whole, X: string, b: string | undefined) => {
    assert.equal(
      b !== undefined,
      outputs[0].b.some((bias) => bias !== null),
      'the parameters of f',
    );
    return `(${X})`;
  });
  const output = /^(?:gradient|formula)\.f(\d+)(?:\.|$)/.exec(id);
  const all = outputs[output === null ? 0 : Number(output[1]) - 1];
  const meaning = id.startsWith('gradient.bracket') ? new BracketMeaning(outputs) : new Meaning(all);
  const reading: Reading = { meaning, order: 'ordinary', digits, seen, symbols: symbols === true };
  if (id === 'network.chain') return readChainOfMaps(tex, all);
  if (id === 'network.product') return readProductOfMaps(tex, all);
  if (id === 'network.equalities') return readFormula(tex, { ...reading, meaning: new FunctionMeaning(all) });
  if (id === 'network.linear.sum') return readLinear(tex, reading);
  if (/^network\.parameters\.|^gradient\.tuple$/.test(id)) return readParameters(tex, id, reading);
  if (id === 'network.composition' || id === 'network.nested') {
    // Of a deep network the middle is left out.
    if (tex.includes('\\cdots')) return void texTree(tex);
    // Written for one X: over a batch, + b would be broadcast, so it is read for every sample.
    for (const one of bySample(all)) readFormula(tex, { ...reading, meaning: new FunctionMeaning(one) });
    return;
  }
  if (id === 'forward.value') return readValue(tex, reading);
  if (/^gradient\.general|^proof\.[67]\.general$/.test(id)) return readGeneral(tex, id, reading, shown);
  if (id === 'gradient.sum') {
    for (let i = 1; i <= all.N.length; i++) readFormula(tex, { ...reading, meaning: new Meaning(all, { i }) });
    return;
  }
  readEquations(texTree(tex), id, shown.form, reading);
}

export function readEquations(nodes: Nodes, id: string, form: string, reading: Reading): void {
  for (const equation of equations(nodes)) {
    const [left] = equation;
    const order = left.kind === 'symbol' ? orderOf(left.name, id, form) : 'ordinary';
    readEquation(equation, { ...reading, order });
  }
}

/** W, b, or the gradient as a whole. */
function readParameters(tex: string, id: string, reading: Reading): void {
  const { W, b, gradW } = reading.meaning.all;
  const isGradient = id === 'gradient.tuple';
  const name = id.endsWith('.b') ? 'b' : /w[_^]/.test(tex) ? 'w' : 'W';
  const values = isGradient ? gradW : name === 'b' ? b : W;
  const members = values.flatMap((value, i) =>
    value === null ? [] : [{ value, text: `${isGradient ? 'nabla ' : ''}${name}_${i + 1}^null^null` }],
  );
  const left = isGradient ? 'nabla W_null' : `${name.replace('w', 'W')}_null`;
  const sample = /\\nabla_W L\^\{\((\d+)\)\}/.exec(tex)?.[1] ?? null;
  const shares = members.map(({ value, text }) => ({ value, text: text.replace('^null', `^${sample}`) }));
  readTuple(tex, `${left}^${sample}^null`, shares.reverse(), reading);
}

/** Each sample of a batch on its own. */
function bySample({ plain: network }: WorkedOut): readonly WorkedOut[] {
  const column = (rows: readonly (readonly number[])[], c: number): number[][] => rows.map((row) => [row[c]]);
  return network.X[0].map((_, c) =>
    workedOut({ ...network, X: column(network.X, c), Y: network.Y && column(network.Y, c) }),
  );
}

/** Formulas for any k, in which f is differentiated, as in the paper: for every line, neuron and sample of the network. */
function readGeneral(tex: string, id: string, reading: Reading, { form }: Shown): void {
  const { all } = reading.meaning;
  const k = all.N.length;
  const ofPaper = all.Sigma[k].length === 1 && all.dSigma[k - 1] !== null;
  // In §6 no layer has a bias.
  const biased = all.b.some((b) => b !== null);
  if (!ofPaper || (biased && id.startsWith('proof.'))) return void equations(texTree(tex));
  for (const one of bySample(all)) {
    const f = workedOut({ ...one.plain, objective: { output: 1 } });
    for (let r = 1; r <= k; r++) {
      const neurons = id === 'proof.7.general' ? f.N[r - 1].map((_, i) => i + 1) : [r];
      for (const i of neurons)
        readEquations(texTree(tex), id, form, { ...reading, meaning: new Meaning(f, { i, r, k }) });
    }
  }
}

/** (3), (6) and (7) are read from the left, (4) from the right, everything else in the ordinary order. */
function orderOf(left: string, id: string, form: string): Order {
  const explicit = left === 'nabla W' || left === 'nabla w';
  if (/^proof\.[67]\.(?:layer|general)$/.test(id)) return 'left to right';
  if (/\.sum$/.test(id) || !(explicit || (form === 'proof' && left === 'nabla Sigma'))) return 'ordinary';
  if (form === '4') return 'right to left';
  return form === '3' || form === 'proof' ? 'left to right' : 'ordinary';
}

/** ℝ^2 —W_1→ ℝ^3 ⇉ ℝ^3: the sizes of the layers. */
function readChainOfMaps(tex: string, { Sigma, W, b }: WorkedOut): void {
  const nodes = texTree(tex);
  const sizes = nodes.flatMap((node, i) => {
    const next = nodes[i + 2];
    return isMacro(node, 'mathbb') && next?.kind === 'group' ? [Number(plain(next.body))] : [];
  });
  assert.deepEqual(sizes, [Sigma[0].length, ...Sigma.slice(1).flatMap((s) => [s.length, s.length])], 'the chain of maps');
  const maps = nodes.flatMap((node) => (isMacro(node, 'xrightarrow') ? [plain(node.args[0]).replace(/\^\[(\d+)\]/g, '_$1')] : [])).filter((m) => m.startsWith('W'));
  assert.deepEqual(maps, W.map((_, i) => `W_${i + 1}${b[i] === null ? '' : `,,b_${i + 1}`}`).map((m) => m.replace(',,', ',,')));
} // prettier-ignore

/** f(X) = Σ_k ∘ W_k · … · Σ_1 ∘ W_1 · X, from the right: Σ_i ∘ is a map here. */
function readProductOfMaps(tex: string, all: WorkedOut): void {
  const [sides] = equations(texTree(tex));
  const left = sides[0];
  const right = sides[sides.length - 1];
  const meaning = new FunctionMeaning(all);
  meaning.value(left, 'ordinary');
  assert.ok(right.kind === 'chain');
  let value = meaning.value(right.terms[right.terms.length - 1], 'ordinary');
  for (let i = right.terms.length - 2; i >= 0; i--) {
    const term: Expression = right.terms[i];
    assert.ok(term.kind === 'symbol');
    if (right.operators[i] === '·') value = combined('·', meaning.symbol(term), value);
    else {
      assert.deepEqual([right.operators[i], term.name], ['∘', 'Sigma']);
      assertNear(value, all.N[Number(term.index) - 1], 'the argument of Σ');
      value = meaning.symbol(term);
    }
  }
  assertNear(value, all.Sigma[all.N.length], 'the product');
}

/** `f(X) = Σ_2 = 0.7`, `Σ_s f(X^{(s)}) = 1.2`, `L = ½ ((0.7 − 1)² + …) = 0.045`. */
function readValue(tex: string, reading: Reading): void {
  const nodes = texTree(tex);
  const { all } = reading.meaning;
  const sides = tex.split(' = ');
  const last = expression(texTree(sides[sides.length - 1]));
  assert.ok(last.kind === 'numbers');
  assertNumbers(last, [[all.value]], 'the value', reading);
  if ('loss' in all.plain.objective) return readLossValue(nodes, all, reading.digits);
  if (/^\\sum/.test(tex)) {
    const match = /^\\sum_\{s=1\}\^\{(\d+)\} f(?:_\{?(\d+)\}?)?\([Xx]\^\{\(s\)\}\) = /.exec(tex);
    assert.ok(match !== null, tex);
    assert.equal(Number(match[1]), all.Sigma[0][0].length);
    if (match[2] !== undefined) assert.equal(Number(match[2]), all.plain.objective.output);
    return;
  }
  const [equation] = equations(nodes);
  if (equation.length === 3) readEquation(equation, reading);
}

function readDrawing({ columns, edges }: DrawingBlock, { outputs: [all], seen }: Shown): void {
  const six: Digits = { kind: 'significant', count: 6 };
  const text = (shown: string, expected: Approx, what: string): void =>
    assertShows(readNumber(shown), expected, six, what, seen);
  columns.forEach(({ layer, shown, values }) =>
    values?.forEach((value, i) => {
      const expected = all.Sigma[layer][shown[i]][0];
      text(value.text, expected, `Σ${layer} in the drawing`);
      const short = readNumber(value.short.replace('−', '-'));
      const v = short.kind === 'decimal' ? short.value : NaN;
      // Two decimals, three digits or a power of ten.
      const room = 0.005 + Math.abs(expected.v) * (short.kind === 'decimal' && short.scientific ? 0.34 : 0.005);
      if (Number.isFinite(expected.e) && Number.isFinite(expected.v))
        assert.ok(Math.abs(v - expected.v) <= room + expected.e, `${value.short} for ${expected.v}`);
    }),
  );
  for (const { layer, from, to, weight, gradient } of edges) {
    const [row, column] = [columns[layer].shown[to], columns[layer - 1].shown[from]];
    if (weight !== null) text(weight.text, all.W[layer - 1][row][column], `w${layer} in the drawing`);
    if (gradient !== null) text(gradient.text, all.gradW[layer - 1][row][column], `∇w${layer} in the drawing`);
  }
}

/** One step of the player, in TeX of the page and of a copy. */
export function readStepView(steps: Steps, index: number, shown: Shown): void {
  const { formula, current } = steps.view(index);
  const reading: Reading = { meaning: new Meaning(shown.outputs[0]), order: 'ordinary', digits: shown.digits, seen: shown.seen };
  for (const style of ['tex', 'plainTex'] as const) {
    inBlock(`step ${index}`, formula[style], () => {
      assertLook(formula[style], shown, false);
      readBlock({ id: 'steps.formula' }, formula[style], shown);
    });
    if (current !== null) inBlock(`step ${index}`, current[style], () => readStep(current[style], reading));
  }
} // prettier-ignore

/** Whether a formula is an equation of X, N, Σ or gradients, read by its tree alone. */
export function isCopied(id: string): boolean {
  return /^(?:forward\.(?:X|\d)|gradient\.(?:formula|remark|start|X|\d)|proof\.(?:rows|rule\.neuron|base|[67]\.(?:neuron|layer))|hessian)/.test(
    id,
  );
}

/** The formulas of X, N, Σ and the gradients in another notation. @returns how many were read. */
export function readCopies(page: Page, shown: Shown, tree: (tex: string) => Nodes): number {
  let count = 0;
  for (const block of page.sections.flatMap(({ blocks }) => blocks)) {
    if (block.kind !== 'formula' || !isCopied(block.id) || block.beside?.side === 'right') continue;
    count++;
    const reading: Reading = {
      meaning: new Meaning(shown.outputs[0]),
      order: 'ordinary',
      digits: shown.digits,
      seen: shown.seen,
    };
    inBlock(block.id, block.plainTex, () => readEquations(tree(block.plainTex), block.id, shown.form, reading));
  }
  return count;
}
