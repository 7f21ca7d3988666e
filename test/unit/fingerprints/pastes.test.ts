// What is read from mutated printouts, and from works of a reader: the table or the refusal, and where it is put.
import { readdirSync, readFileSync } from 'node:fs';
import { Analysis } from '../../../src/analysis/analysis';
import { parse } from '../../../src/language/syntax/parser';
import { workSection } from '../../../src/page/workSection';
import { checkOwnWork } from '../../../src/service/paste/ownWork';
import { pastedMatrix, unaskedPaste } from '../../../src/service/paste/pasteMatrix';
import { readMatrix } from '../../../src/service/paste/readMatrix';
import { workParts } from '../../../src/service/paste/workParts';
import { finish } from '../../../src/steps/steps';
import { mutantOf } from '../campaign/mutants';
import { networks } from '../mistakes/slipNetworks';
import { assertSaidAsAccepted, numbered, type Said } from './fingerprints';

const FOLDER = 'test/unit/service/paste/fixtures';
const others = JSON.parse(readFileSync(`${FOLDER}/otherPrintouts.json`, 'utf8')) as readonly { text: string }[];
const printouts: readonly string[] = [
  ...readdirSync(`${FOLDER}/printouts`).sort().map((name) => readFileSync(`${FOLDER}/printouts/${name}`, 'utf8')),
  ...others.map(({ text }) => text),
].filter((text) => text.length < 1500); // prettier-ignore

const pieces: readonly string[] = [
  '[', ']', '[[', ']]', '(', ')', '{', '}', ',', ';', '\n', '\r\n', '\r', '\t', ' ', '  ', '\n\n', '|', '│', '⎡', '⎤', '&', '\\\\', '\\hline', '\\frac{1}{2}', '1/2',
  '1.5', '-2', '−3', '+4', '1e-3', '1.0e+03 *', '*', '×', 'x', '1,5', '1,000', '1.234,5', 'nan', 'NaN', 'inf', '-inf', '...', '⋮', '⋯', '…', 'NA', 'True', 'false', '2+3j',
  '3i', '50%', '"', "'", '`', '#', '%', '//', '# c\n', 'array(', 'np.array(', 'tensor(', 'dtype=float32', ", device='cuda:0'", 'Columns 1 through 2', '[1,]', '[,1]',
  'V1', 'x1', 'W = ', 'A =', '$', '$$', '\\begin{pmatrix}', '\\end{pmatrix}', '\\left(', '\\right)', "^T", "'", '.T', '0', '00', '.', '-', '--', '---', '|---|---|', ':', '_', '~',
  '\u00a0', '\u2009', '\ufeff', 'ans =', 'In [1]:', 'Out[1]:', '>>> ', 'julia>', '1:', 'Float64', '2×2 Matrix{Float64}:', 'mat(', 'delim: "["', 'c(', 'matrix(', 'd0', '1.d0', '1_000',
]; // prettier-ignore

/** Where a matrix can be pasted, `|` marks it. */
const places: readonly string[] = [
  'input X = [1 2]\nlayer 2 tanh\n  W = |\n  b = [1 2]\n',
  'input X = |\n',
  'layer 2 tanh\n  W = [[1, 2],\n       |]\n',
  'layer 2 tanh\n  W = [1 2; |]\n  b = |',
  '# |\n',
  'let c = 1\n|',
];

function pasted(text: string): Said {
  const table = finish(readMatrix(text));
  const put = places.map((place) => {
    const offset = place.indexOf('|');
    const spec = parse(place.replaceAll('|', ''));
    return [finish(pastedMatrix(text, spec, offset)), finish(unaskedPaste(text, spec, offset))];
  });
  return { table, put };
}

/** Quantities of this network to three digits, some with slips, as somebody would write them. */
const works: readonly string[] = [
  'N1 = [0.7 0.5; 1.1 0.8]\nSigma1 = [0.668 0.622; 0.75 0.69]',
  'N₁:\n0.7 0.5\n1.1 0.8\n\nΔ₂:\n0.1 0\n0.2 0.3',
  '$$\\nabla W_2 = \\begin{pmatrix} 0.1 & 0.2 \\\\ 0.3 & 0.4 \\end{pmatrix}$$',
  'gradW1 = np.array([[0.01, 0.02], [0.03, 0.04]])\ngradb1 = [0.1, 0.2]\n',
  'gradX = 1e-3*[1 2; 3 4], loss = 0.35',
  'S1 = [0.668 0.622; 0.750 0.690]; N2 = [-0.03 -0.02; 1.55 1.45]; S2 = [0 0; 1.55 1.45]',
];

describe('What is read from mutated printouts is as accepted', () => {
  for (let from = 1; from <= 3000; from += 500)
    it(`tables, ${from} to ${from + 499}`, () =>
      assertSaidAsAccepted('pastes', numbered(from, from + 499, (n) => mutantOf(printouts, pieces, n)), pasted));
  it('the printouts themselves', () =>
    assertSaidAsAccepted('printouts', numbered(1, printouts.length, (n) => printouts[n - 1]), pasted));
  it('works', async () => {
    const trace = (await (await Analysis.of(networks['a batch, two layers'])).trace())!;
    await assertSaidAsAccepted('works', numbered(1, 400, (n) => mutantOf(works, pieces, n)), async (text) => {
      const asked = (await checkOwnWork({ claim: null, text }, trace))!;
      return {
        parts: finish(workParts(text)),
        checked: asked.items,
        page: workSection(asked, trace, { kind: 'significant', count: 4 }),
      };
    });
  });
}); // prettier-ignore
