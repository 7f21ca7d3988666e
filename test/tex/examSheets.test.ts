/**
 * The example of an exam: thirty variants, their keys and a Moodle quiz, made by one command, set by pdfLaTeX, and solved in
 * NumPy from the numbers that the sheets print, by both roundings.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { paperOf } from '../sheetsOf';
import { readMoodle } from '../unit/authoring/exercise/moodleReader';
import { pythonHas, runPython } from '../readers/python';
import { USERS_NODE } from '../usersNode';

const ROOT = path.resolve(__dirname, '..', '..');
const VARIANTS = 30;

/** Reads sheets and keys, works the sheets out, and prints how many entries it compared. */
const SOLVER = String.raw`
import re, json, numpy as np
number = lambda t: float(re.sub(r'\\h?phantom\{[^}]*\}|[{}\s]', '', t).replace(r'\times10^', 'e'))
def matrix(t):
    m = re.fullmatch(r'(?:10\^\{(-?\d+)\} )?\\left\[\\begin\{array\}\{r+\} (.*) \\end\{array\}\\right\]', t.strip())
    if not m: return np.array([[number(t)]])
    rows = [[number(c) for c in r.split('&')] for r in re.split(r'\\\\(?:\[[^]]*\])?', m.group(2))]
    return np.array(rows) * 10.0 ** int(m.group(1) or 0)
def papers(file):
    text = open(file).read()
    parts = re.split(r'\\gdef\\sheetcode\{([0-9A-Z-]+)\}', text)[1:]
    return dict(zip(parts[::2], parts[1::2]))
def formulas(text):
    return [m for m in re.findall(r'\\fit\{\\linewidth\}\{0\.9\\textheight\}\{(.*)\} \\\]', text)]
names = {'X': 'X', 'Y': 'Y', r'\eta': 'eta', 'W_1': 'W1', 'b_1': 'b1', 'W_2': 'W2', 'b_2': 'b2', 'N_1': 'N1', r'\Sigma_1': 'Sigma1'}
def known(text):
    found = {}
    for f in formulas(text):
        for part in f.split(r', \qquad '):
            left, _, right = part.partition(' = ')
            if left in names and 'boxed' not in part: found[names[left]] = matrix(right)
    return found
def answers(text):
    found = []
    for f in formulas(text):
        m = re.fullmatch(r'\\boxed\{(.*?) = (.*) \\;\\pm\\; (.*)\}', f)
        if m: found.append((m.group(1), matrix(m.group(2)), matrix(m.group(3))))
    return found
def solve(k, digits):
    r = np.vectorize(lambda x: float(f'%.{digits - 1}e' % x)) if digits else (lambda x: x)
    S1, N1 = k['Sigma1'], k['N1']
    N2 = r(k['W2'] @ S1 + k['b2'])
    D2 = r(N2 - k['Y'])
    D1 = r(r(k['W2'].T @ D2) * np.where(N1 > 0, 1.0, 0.5))
    return [D2, r(D2 @ S1.T), D2, D1, r(D1 @ k['X'].T), D1[:1]]
sheets, keys, moodle = papers('exam-sheets.tex'), papers('exam-keys.tex'), json.load(open('moodle.json'))
assert len(sheets) == len(keys) == ${VARIANTS}, (len(sheets), len(keys))
compared = 0
for code, sheet in sheets.items():
    k = known(sheet)
    assert set(k) == set(names.values()), (code, set(k))
    # What the sheet gives is what comes of its own numbers.
    N1 = k['W1'] @ k['X'] + k['b1']
    assert np.array_equal(N1, k['N1']) and np.array_equal(np.where(N1 > 0, N1, N1 / 2), k['Sigma1']), code
    key = answers(keys[code])
    assert len(key) == 6, code
    for digits in (None, 4):
        for mine, (letter, value, off), quiz in zip(solve(k, digits), key, moodle[code]):
            assert mine.shape == value.shape and np.all(value != 0), (code, letter)
            assert np.all(np.abs(mine - value) <= off * (1 + 1e-9)), (code, letter, mine, value, off)
            right = np.array([[a['value'], a['tolerance']] for a in quiz], dtype=float)
            assert np.all(np.abs(mine.ravel() - right[:, 0]) <= right[:, 1] * (1 + 1e-9)), (code, letter)
            compared += mine.size
print('compared', compared)
`;

/** pdfLaTeX on a file of the folder; false where there is none. */
function set(folder: string, name: string): boolean {
  const { error, stdout, status } = spawnSync('pdflatex', ['-interaction=nonstopmode', '-file-line-error', name], { cwd: folder, encoding: 'utf8' }); // prettier-ignore
  if (error) return false;
  assert.deepEqual(
    stdout.split('\n').filter((line) => /^(!|\.\/.*:\d+:|Overfull|.*root:)/.test(line)),
    [],
    name,
  );
  assert.equal(status, 0, name);
  return true;
}

const textOf = (folder: string, name: string): string | null => {
  const { error, stdout } = spawnSync('pdftotext', ['-layout', name, '-'], { cwd: folder, encoding: 'utf8' });
  return error ? null : stdout;
};

describe('Exam papers', () => {
  let folder: string;
  before(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-exam-'));
    if (!process.env['NNET_CLI_BUILT'])
      execFileSync(process.execPath, ['esbuild.js', '--only=cli'], { cwd: ROOT, stdio: 'pipe' });
    // The command that the example names, and the same with the other rounding.
    const text = fs.readFileSync(path.join(ROOT, 'examples/exam.nnet'), 'utf8');
    const args = /^# nnet (.*) -o exam$/m.exec(text)![1].split(' ');
    assert.deepEqual(args.slice(0, 2), ['exercise', 'examples/exam.nnet']);
    const make = (more: readonly string[]) =>
      execFileSync(USERS_NODE, ['dist/cli.js', ...args, ...more], { cwd: ROOT, stdio: 'pipe' });
    make(['-o', folder]);
    make(['--rounding', 'printed', '-o', path.join(folder, 'printed')]);
  });
  after(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('thirty sheets and their keys are set without an error, each with its code on every page', function () {
    if (!set(folder, 'exam-sheets.tex') || !set(folder, 'exam-keys.tex')) return this.skip();
    const codes = [...fs.readFileSync(path.join(folder, 'exam-sheets.tex'), 'utf8').matchAll(/sheetcode\{([0-9A-Z]{7}-[0-9A-Z]+)\}/g)].map(([, code]) => code); // prettier-ignore
    assert.equal(new Set(codes).size, VARIANTS);
    for (const name of ['exam-sheets.pdf', 'exam-keys.pdf']) {
      const text = textOf(folder, name);
      if (text === null) return this.skip();
      const pages = text.split('\f').slice(0, -1);
      assert.ok(pages.length >= VARIANTS, `${pages.length}`);
      const met = pages.map((page) => /[0-9A-Z]{7}-[0-9A-Z]+/.exec(page.split('\n')[0])?.[0]);
      assert.deepEqual([...new Set(met)], codes, name);
      assert.equal(/Solution\./.test(text), name === 'exam-keys.pdf');
    }
  });

  it('every answer of keys and quiz, made by either rounding, is within its tolerance of what NumPy gets from the sheet’s numbers by both', function () {
    if (!pythonHas('numpy')) return this.skip();
    for (const keys of [folder, path.join(folder, 'printed')]) {
      const { questions } = readMoodle(fs.readFileSync(path.join(keys, 'exam.xml'), 'utf8'));
      const byCode: Record<string, unknown[]> = {};
      for (const { name, blanks } of questions) {
        const code = name.split(' ')[0];
        (byCode[code] ??= []).push(blanks.map((answers) => answers.find(({ fraction }) => fraction === 100)));
      }
      fs.writeFileSync(path.join(keys, 'moodle.json'), JSON.stringify(byCode));
      // Two ways, thirty sheets, 2 + 4 + 2 + 2 + 4 + 1 entries.
      assert.equal(runPython(SOLVER, keys).trim(), `compared ${2 * VARIANTS * 15}`);
    }
    const sheets = (of: string) => fs.readFileSync(path.join(of, 'exam-sheets.tex'), 'utf8').replace(/^%.*\n/gm, '');
    assert.equal(sheets(path.join(folder, 'printed')), sheets(folder));
  });

  it('hostile titles, Russian, half points, softmax, entries and a whole network are set', async function () {
    const texts = {
      hostile: `network "\\\\input{/etc/passwd} $x^2$ % & # ~ _ { злой"
input = [1 2]
target = 3
layer злой_1: 1 tanh
W = [1 2]
loss half_sse
exercise "E \\\\end{document} $ % & # ~ _ {"
ask gradW1: 0.25 f: 0.5 gradX: 1.5
note "N \\\\write18{ls} ^ ~ }"
`,
      softmax: `input = [0.3 -0.7 0.2]
target = onehot([2])
layer [2 tanh relu]
W = uniform(-1, 1, seed = 1)
b = [0.1 0.2 0.3]
layer 3 softmax
W = uniform(-1, 1, seed = 2)
loss cross_entropy
rate = 0.1
exercise "One"
give N1
ask Sigma1 dSigma1 N2 f L Delta2 gradW2 Delta1 gradW1[1, 2] gradX nextW1 nextb1
exercise "Two"
ask Delta2
`,
    };
    for (const [name, text] of Object.entries(texts)) {
      for (const which of ['sheet', 'key'] as const) {
        fs.writeFileSync(
          path.join(folder, `${name}-${which}.tex`),
          await paperOf(text, 'exam', which, { rounding: 'printed' }),
        );
        if (!set(folder, `${name}-${which}.tex`)) return this.skip();
      }
    }
  });
});
