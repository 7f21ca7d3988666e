import type { Analysis } from '../../analysis/analysis';
import type { SymbolEntry } from '../../language/meaning/checked';
import { printExpression } from '../../functions/expression/expressionPrinter';
import type { UnaryFunction } from '../../functions/builtin/functions';
import { exactText } from '../../numbers/numberText';
import { message, type Message, type Translate } from '../../message/message';
import type { Activation } from '../../functions/builtin/activation';
import { builtinActivation, type BuiltinActivation } from '../../functions/builtin/activations';
import type { BuiltinLoss } from '../../functions/builtin/losses';
import { callParameters } from './callParameters';
import { sayMarkdown } from './markdownText';

/** What each word of the language is, in a sentence. */
const words: Readonly<Record<string, Message>> = {
  network: message('The title of the network, in quotes.'),
  let: message('A constant: `let c = sqrt(2)/2`.'),
  activation: message(
    'A custom activation: `activation bump(x, a = 1) = exp(-a*x^2)`. Its derivative is found symbolically.',
  ),
  derivative: message('Gives σ′ of an activation yourself, also of a built-in one.'),
  input: message('A point X at which to evaluate f, `input X = [1, 2]`, or only its size, `input 784`.'),
  batch: message('Several points at once, one column each: n × m.'),
  target: message('The desired output for the input or batch above, or for the one named.'),
  layer: message('The next layer: optionally a name and a size, then the activation.'),
  output: message('The output to differentiate, counted from 1, if there are several and no loss.'),
  loss: message('The loss, which compares the output with the target; it is what gets differentiated.'),
  rate: message('The learning rate η: the updated weights W − η∇W are shown too.'),
  exercise: message('An exercise on this network, with a title in quotes. What it gives and asks follows below it.'),
  give: message('What the sheet prints although it could be computed: `give N1 Sigma1`.'),
  ask: message('What is left blank, in this order, with points after a colon: `ask Delta2: 2 gradW2[1, 2]`.'),
  note: message('A sentence for the sheet, in quotes. It is printed above what is asked.'),
  N: message('The pre-activations of the layer.'),
  Sigma: message('The values of the layer.'),
  dSigma: message('The derivatives of the activations at N.'),
  Delta: message('The derivative of f or L with respect to N of the layer.'),
  gradW: message('The gradient with respect to W of the layer.'),
  gradb: message('The gradient with respect to b of the layer.'),
  nextW: message('W after one step of gradient descent, W − η∇W.'),
  nextb: message('b after one step of gradient descent, b − η∇b.'),
  gradX: message('The gradient with respect to the input X.'),
  f: message('The output of the network.'),
  L: message('The value of the loss.'),
  integers: message('Whole numbers between two bounds, for calculation by hand; with `nonzero` none of them is 0.'),
  choose: message('Each entry one of the numbers in the brackets: `choose([-1, 1/2, 2], seed = 7)`.'),
  W: message('The weights of the layer above, one row per neuron and one column per input.'),
  b: message('The bias of the layer above; it makes the layer affine. `b` alone: no values yet.'),
  V: message('The direction for the W of the layer: the preview shows the Hessian times it.'),
  v: message('The direction for the b of the layer: the preview shows the Hessian times it.'),
  sum: message('Over a batch, the losses of the columns are summed.'),
  mean: message('Over a batch, the losses of the columns are averaged.'),
  size: message('The size that follows from the rest of the text.'),
  literal: message('A matrix of the size that fits; Tab moves to the next entry.'),
  softmax: message(
    'Turns the last layer into a probability distribution. Not coordinate-wise: a Jacobian replaces Σ′.',
  ),
  max: message('The largest argument; at a tie the derivative is that of the first.'),
  min: message('The smallest argument; at a tie the derivative is that of the first.'),
  zeros: message('All entries 0; the size that fits.'),
  ones: message('All entries 1; the size that fits.'),
  fill: message('All entries equal; the size that fits.'),
  identity: message('The identity matrix of the size that fits.'),
  uniform: message('Uniformly distributed entries between two bounds; reproducible from the seed on every machine.'),
  normal: message('Normally distributed entries, with mean and standard deviation; reproducible from the seed.'),
  glorot: message('Glorot (Xavier) weights: uniform within ±√(6/(n_in + n_out)); reproducible from the seed.'),
  he: message('He weights: normal with standard deviation √(2/n_in); reproducible from the seed.'),
  file: message('A matrix from a CSV or NumPy (.npy) file, relative to this one.'),
  onehot: message('Class labels (from 1) as one-hot columns.'),
};

function code(...lines: string[]): string {
  return ['```nnet', ...lines, '```'].join('\n');
}

/** What σ′ is taken as at the kinks that the formula has. */
export function kinkConventions(activation: Activation, translate: Translate): string {
  const values = activation.kinks.map(
    (x) => `${translate('σ′')}(${exactText(x)}) = ${exactText(activation.derivative(x))}`,
  );
  return sayMarkdown(message('At a kink σ has no derivative. By convention {0}.', values.join(', ')), translate);
}

/** Markdown about what can stand in a spec, for completion and signature help. */
export const documentation = {
  statement(word: string, translate: Translate): string {
    const text = words[word];
    return text ? sayMarkdown(text, translate) : '';
  },

  activation(activation: BuiltinActivation, translate: Translate): string {
    const formulas = code(
      `${translate('σ')}(x)  = ${activation.formula()}`,
      `${translate('σ′')}(x) = ${activation.derivativeFormula()}`,
    );
    const withDefaults = builtinActivation(activation.name)!;
    return withDefaults.kinks.length === 0 ? formulas : `${formulas}\n\n${kinkConventions(withDefaults, translate)}`;
  },

  unary(f: UnaryFunction): string {
    return code(`${f.name}′(x) = ${f.derivative}`);
  },

  loss(loss: BuiltinLoss, translate: Translate): string {
    const scope = loss.meanOverCoordinates
      ? message('L is the mean of ℓ over the coordinates, and over the columns of a batch.')
      : message('L is the sum of ℓ over the coordinates, and over the columns of a batch unless you add `mean`.');
    return `${documentation.lossFormulas('f', 'y', loss.formula(), loss.derivativeFormula())}\n\n${sayMarkdown(scope, translate)}`;
  },

  lossFormulas(y: string, t: string, formula: string, derivativeFormula: string): string {
    const head = `ℓ(${y}, ${t})`;
    return code(`${head} = ${formula}`, `${`∂ℓ/∂${y}`.padEnd(head.length)} = ${derivativeFormula}`);
  },

  customFunction(analysis: Analysis, symbol: SymbolEntry): string {
    const statement = analysis.checked.spec.statements.find(
      (s) => s.kind === 'activation' && s.name?.range.start === symbol.definition.start,
    );
    if (statement?.kind !== 'activation' || statement.body === null) return '';
    return code(`${callParameters(analysis, symbol.name)!.label} = ${printExpression(statement.body)}`);
  },
};
