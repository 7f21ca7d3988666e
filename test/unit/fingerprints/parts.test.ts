// What is said of single parts of texts, each in every place where it may be: generated matrices, lets, constants with and
// without a value, spelled numbers, names.
import { Analysis } from '../../../src/analysis/analysis';
import { checkText, readText } from '../../../src/analysis/readText';
import { tokens } from '../../../src/language/syntax/scanner';
import { operatorName, variableName } from '../../../src/notation/tex/texName';
import { format, withEdits } from '../../../src/language/format/format';
import { addBias } from '../../../src/service/edit/addBias';
import { giveSeed } from '../../../src/service/edit/giveSeed';
import { matrixForms } from '../../../src/service/edit/rewriteMatrix';
import { extractLet } from '../../../src/service/edit/extractLet';
import { inlineLet } from '../../../src/service/edit/inlineLet';
import { readMatrix } from '../../../src/service/paste/readMatrix';
import { finish } from '../../../src/steps/steps';
import { assertSaidAsAccepted, numbered, type Said } from './fingerprints';
import { analysed, problemsOf } from './problems';

const GENERATORS = [
  ...['zeros()', 'ones()', 'fill(0.5)', 'identity()', 'glorot()', 'glorot(seed = 2)', 'he()', 'lecun(seed = 7)'],
  ...['uniform()', 'uniform(-1, 1)', 'uniform(2, 1)', 'normal(0, 2, seed = 1)', 'normal(sd = -1)', 'integers(1, 6)'],
  ...['choose([1 2 3])', 'choose([1,5 2])', 'onehot([1 2])', 'onehot([3 1])', 'xavier()', 'random()', 'diag([1 2])'],
  ...['file("a.csv")', 'file("")', '[1 2]', '[]', '2', '[1 2; 3]', '[[1, 2], [3]]'],
  ...[
    '[0,5; 0,3]',
    '[0,5 1,5; 2,5 3,5]',
    "[1 2; 3 4]'",
    '[1 2; 3 4; 5 6]',
    "[1 2; 3 4; 5 6]'",
    '[0,5, 1,5, 2,5]',
    "zeros()'",
  ],
  ...[
    'integers(0, 0, nonzero)',
    'integers(0, 1, nonzero)',
    'integers(-1, 0, seed = 2, nonzero)',
    'integers(-1.5, 2)',
    'integers(5, 1)',
  ],
];
/** What is made, in the place of each matrix, where its size is known and where it is not. */
const made: readonly string[] = GENERATORS.flatMap((made) => [
  `input X = ${made}\nlayer 2 tanh\n  W = [1 2; 3 4]\n`,
  `batch X = ${made}\nlayer 2 tanh\noutput 1\n`,
  `input X = [1 2]\nlayer 3 tanh\n  W = ${made}\n`,
  `input X = [1 2]\nlayer tanh\n  W = ${made}\n  b = ${made}\n`,
  `input 2\nlayer 2 tanh\n  W = [1 2; 3 4]\n  b = ${made}\noutput 2\n`,
  `input X = [1 2]\nlayer 2 tanh\n  W = [1 2; 3 4]\ntarget = ${made}\nloss sse\n`,
  `batch X = [1 2; 3 4]\nlayer 3 softmax\n  W = ones()\ntarget X = ${made}\nloss cross_entropy\n`,
  `input X = [1 2]\nlayer 2 tanh\n  W = [1 2; 3 4]\n  V = ${made}\noutput 1\n`,
]);

const VALUES = ['1', '-1', '1/2', '(1 + 2)', 'sqrt(2)', 'max (1, 2)', 'd + 1', '2^3', '-2^2', 'd', 'if d > 1 then 2 else 3', '1e-3', 'pi', '1 +\n 2', '2 # two']; // prettier-ignore
const USES = ['2*c', 'c^2', '2^c', '-c', 'c/2', '1 - c', 'sqrt(c)', '(c)', 'c c', 'c', '2 -c'];
/** Lets of each kind where they may be used. */
const lets: readonly string[] = VALUES.flatMap(
  (value) =>
  USES.map((use) => `let d = 2\nlet c = ${value}\nlet g = ${use.replace(/ [c-]c?$/, '')}\nactivation f(x, d = 1) = x + ${use.replace(/ [c-]c?$/, '')}\ninput X = [${use} 1]\nlayer leaky_relu(${use.replace(/ [c-]c?$/, '')})\n  W = fill(c)\n`), // prettier-ignore
);

/** What the editor offers to write otherwise, and the formatted text. */
async function rewritten(text: string): Promise<Said> {
  const analysis = await Analysis.of(text);
  const { checked } = analysis;
  return {
    rewritten: [...tokens(text)].map(({ start: at }) => [giveSeed(checked, at), matrixForms(checked, at), addBias(checked, at)]),
    formatted: withEdits(text, format(checked.spec)),
  };
} // prettier-ignore

async function inlined(text: string): Promise<Said> {
  const { checked } = await Analysis.of(text);
  const places = [...tokens(text)].map(({ start }) => start);
  return {
    inlined: places.map((at) => inlineLet(checked, at)),
    extracted: places.map((start, i) => extractLet(checked, { start, end: places[i + 1 + (i % 4)] ?? start })),
  };
}

/** What has no value, or hardly one, and what has. */
const CONSTANTS = [
  ...[
    '1/0',
    '0/0',
    '-1/0',
    '0^-1',
    '0^(-1/2)',
    '0^0',
    '(-8)^(1/3)',
    '(-2)^0.5',
    '2^5000',
    '2^-5000',
    '1/(1 - 1)',
    '1/1e-310',
  ],
  ...[
    'ln(0)',
    'ln(-1)',
    'log(0)',
    'log2(0)',
    'log10(-2)',
    'log1p(-1)',
    'sqrt(-1)',
    'atanh(1)',
    'atanh(2)',
    'asin(2)',
    'acos(-1.5)',
  ],
  ...[
    'exp(1000)',
    'exp(-1000)',
    'e^1000',
    '1e308*10',
    '1e999',
    '1e-400',
    '-1e-400',
    '1e-310*1e-10',
    '1e-200^2',
    'tan(pi/2)',
  ],
  ...[
    'max(1/0, 2)',
    'min(ln(0), 1)',
    'abs(-1/0)',
    'sign(0/0)',
    'if 1/0 > 1 then 2 else 3',
    'if 1 > 2 then 1/0 else 3',
    '1e200*1e200/1e200',
  ],
  ...[
    'tanh(1000)',
    'sigmoid(-800)',
    'softplus(1e5)',
    'relu(-1)',
    'elu(1)',
    'leaky_relu(-2, 0.1)',
    'f(2)',
    'f(2, 0)',
    'f(0, 1)',
    'f()',
    'f(1, 2, 3)',
  ],
  ...[
    'pi',
    'e',
    'inf',
    'nan',
    'NaN',
    '1e',
    '1e+',
    '0x10',
    '1.2.3',
    '--1',
    '+-1',
    '2 3',
    '(1',
    '1)',
    '1 +',
    '* 2',
    'undefined_name',
    '1/3 + 1/6',
    '0.1 + 0.2',
  ],
];
/** Each where a constant may be. */
const constants: readonly string[] = CONSTANTS.flatMap((value) => [
  `activation f(x, a = 1) = a/x\nlet c = ${value}\ninput X = [c 1]\n`,
  `activation f(x, a = 1) = a/x\ninput X = [1, ${value}]\nlayer 2 tanh\n  W = [1 ${value.replaceAll(' ', '')}; 0 1]\n  b = fill(${value})\n`,
  `activation f(x, a = 1) = a/x\nactivation g(x, a = ${value}) = a*x + ${value}\ninput X = [1]\nlayer g\n  W = [1]\nrate = ${value}\n`,
  `input X = [1]\nactivation f(x, a = 1) = a/x\nlayer f(${value})\n  W = [1]\ntarget = ${value}\nloss (y, t) = (y - t)^2*${value}\n`,
  `exercise "a"\n  ask N1: ${value}\n`,
]);

/** Names of every kind, defined, defined below, twice, and not at all. */
const OF_EACH_KIND = [
  'c',
  'g',
  'h',
  'X',
  'pi',
  'tanh',
  'softmax',
  'sse',
  'sqrt',
  'layer',
  'x',
  'below',
  'twice',
  'unknown',
  'glorot',
  'lost',
];
/** Where a name may be. */
const misnamed: readonly string[] = OF_EACH_KIND.flatMap((name) =>
  [
    `layer ${name}\n  W = [1]\n`,
    `layer [${name} tanh]\n  W = [1; 1]\n`,
    `layer ${name}(2)\n  W = [1]\n`,
    `layer [2 ${name}(2, a = 1)]\n  W = [1; 2]\n`,
    `layer ${name}: 1 tanh\n  W = [${name}]\n`,
    `derivative ${name}(x) = 2*x\nlayer ${name}\n  W = [1]\n`,
    `derivative ${name}(x, a) = a*x\n`,
    `activation ${name}(x) = x^2\nlayer ${name}\n  W = [1]\n`,
    `activation f(x, ${name} = 1) = ${name}*x\nlayer f(${name} = 2)\n  W = [1]\n`,
    `activation f(${name}) = ${name}^2 + ${name}(1)\nlayer f\n  W = [1]\n`,
    `let ${name} = 2\nlayer tanh\n  W = [${name}]\n  b = ${name}\n`,
    `let d = ${name} + 1\nlet u = ${name}(d)\nlayer tanh\n  W = [d]\n`,
    `layer tanh\n  W = ${name}()\n  b = fill(${name})\n`,
    `layer tanh\n  W = [1]\nloss ${name}\ntarget = [1]\n`,
    `layer tanh\n  W = [1]\ntarget ${name} = [1]\nloss sse\n`,
    `layer tanh\n  W = [1]\ntarget = [1]\nloss (${name}, t) = (${name} - t)^2\n`,
    `layer tanh\n  W = [1]\ntarget = [1]\nloss sse ${name}\nrate = ${name}\n`,
    `layer tanh\n  W = [1]\noutput ${name}\n`,
    `input ${name} = [2]\nlayer tanh\n  W = [1]\n`,
    `layer tanh\n  W = [1]\nexercise "a"\n  give ${name}\n  ask ${name}1 N1[${name}]\n`,
    `network ${name}\n${name} = 2\n${name}\n`,
  ].map(
    (text) =>
      `let c = 1/2\nactivation g(x) = x + c\nactivation h(x, a = 2) = a*g(x)\nlet twice = 1\nlet twice = 2\nlet lost = (\ninput X = [1]\n${text}let below = 1\n`,
  ),
);

const SPELLED = ['', '-', '−', '+', '– '].flatMap((sign) =>
  ['1', '0.5', '1,5', '.5', '2.', '1,000.5', '1.000,5', '1 000', '½', '1/3', '１２', '1_0', '√2', '5%'].flatMap(
    (mantissa) =>
      [
        '',
        'e3',
        'E-3',
        'e+03',
        'd0',
        '×10³',
        '·10⁻³',
        '×10⁺³',
        ' × 10^3',
        '*10^{-3}',
        '⋅10^(−3)',
        '*10**2',
        ' e3',
        'e−3',
        '*^3',
        ' \\cdot 10^{3}',
      ].map((power) => sign + mantissa + power),
  ),
);

/** Each as the only one, between others, and in a row of a matrix of a text. */
function spelled(number: string): Said {
  return {
    read: [
      number,
      `[${number} 1; 2 ${number}]`,
      `1\t${number}\n2\t3`,
      `\\begin{pmatrix} ${number} & 1 \\end{pmatrix}`,
    ].map((text) => finish(readMatrix(text))),
    problems: problemsOf(checkText(readText(`input X = [${number}, 1]\n`))),
  };
}

const GREEK = [...'αβγδεζηθικλμνξοπρςστυφχψωΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩϕϵ'];
const NAMES = [
  ...GREEK,
  ...GREEK.map((letter) => `${letter}1`),
  ...['x', 'x1', 'x_1', 'x₂', 'rate', 'a_b', 'a_b_2', '_a', 'a_', 'x12', 'A1b', 'é', 'ж', 'жук3', '重', '重み', 'ab₁₂', "x'", 'x_', 'ñu_4', 'ﬀ', 'ℓ', '𝑥', '_', '__', '_1'],
]; // prettier-ignore

describe('What is said of parts of texts is as accepted', () => {
  it('generators written in another way', () =>
    assertSaidAsAccepted('rewritten', numbered(1, made.length, (n) => made[n - 1]), rewritten));
  it('generators', () => assertSaidAsAccepted('generators', numbered(1, made.length, (n) => made[n - 1]), analysed));
  it('lets', () => assertSaidAsAccepted('lets', numbered(1, lets.length, (n) => lets[n - 1]), inlined));
  it('constants', () =>
    assertSaidAsAccepted('constants', numbered(1, constants.length, (n) => constants[n - 1]), analysed));
  it('names of another kind', () =>
    assertSaidAsAccepted('misnamed', numbered(1, misnamed.length, (n) => misnamed[n - 1]), analysed));
  it('spelled numbers', () =>
    assertSaidAsAccepted('spelled', numbered(1, SPELLED.length, (n) => SPELLED[n - 1]), spelled));
  it('names', () =>
    assertSaidAsAccepted('names', numbered(1, NAMES.length, (n) => NAMES[n - 1]), (name) => ({
      tex: [operatorName(name), variableName(name)],
    })));
}); // prettier-ignore
