import '../../seed';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { strFromU8 } from 'fflate';
import { exportedState } from '../../../../src/authoring/checksum';
import { translation } from '../../../../src/message/translation';
import { canvasZip, sheetFiles } from '../../../sheetsOf';
import { readCanvas, type CanvasItem, type CanvasQuiz } from './canvasReader';
import { readMoodle } from './moodleReader';
import { readSheet } from './sheetReader';
import { readMarkup } from './xmlTree';
import { workedOut, type TextbookNetwork, type Way } from './textbook';

const EXAM = readFileSync(path.resolve(__dirname, '../../../../examples/exam.nnet'), 'utf8');
const SMALL = `network "A/B"
input X = [0.05 0.10]
target = [0.01 0.99]
layer sigmoid
W = [0.15 0.20; 0.25 0.30]
b = [0.35 0.35]
layer sigmoid
W = [0.40 0.45; 0.50 0.55]
b = [0.60 0.60]
loss half_sse
rate = 0.5
exercise "E"
ask gradW1: 8 Delta1: 3 L: 2 gradW2[1, 2]: 0.5
exercise "F"
give N1
ask nextW2
note "Use {four} digits ~ #1."
`;
/** What a text with three layers asks. */
const ALL = [1, 2, 3].flatMap((k) => ['dSigma', 'Delta', 'gradW', 'gradb', 'nextW', 'nextb'].map((q) => `${q}${k}`)).concat('f', 'L', 'gradX'); // prettier-ignore
const deep = (size: number, columns: string) => `batch X = ${columns}
target = uniform(-1, 1, seed = 9)
layer 3 tanh
W = uniform(-${size}, ${size}, seed = 1)
b = uniform(-${size}, ${size}, seed = 2)
layer 2 sigmoid
W = uniform(-${size}, ${size}, seed = 3)
b = uniform(-${size}, ${size}, seed = 4)
layer 2 identity
W = uniform(-${size}, ${size}, seed = 5)
b = uniform(-${size}, ${size}, seed = 6)
loss half_sse
rate = 0.05
exercise "All"
ask ${ALL.join(' ')}
`;

const asked = ({ items }: CanvasQuiz) => items.filter(({ type }) => type === 'numerical_question');
/** The formulas of HTML, as a sheet in Markdown has them. */
const sheetOf = (html: string) => readMarkup(html, false).text.replace(/\\\((.*?)\\\)/gs, '```math\n$1\n```');
const range = ({ right: [{ exact, from, to }] }: CanvasItem) => [Number(from), Number(exact), Number(to)] as const;
const told = ({ incorrect }: CanvasItem) =>
  [...(incorrect ?? '').matchAll(/<li>(\S+): (.*?)<\/li>/g)].map(([, value, said]) => ({ value: Number(value), said }));

describe('a Canvas quiz', () => {
  it('has a text for each exercise and a question for every entry that is asked, with its points', async () => {
    const { quizzes, made, files } = readCanvas(await canvasZip(SMALL));
    const [{ id, title, points, items }] = quizzes;
    assert.equal(quizzes.length, 1);
    assert.match(made, /^Generated with NNet from a\.nnet\..*\nnnet exercise a\.nnet --to canvas --code \S+$/);
    const [, code] = /--code (\S+)$/.exec(made)!;
    assert.deepEqual([id, title], [`nnet_${code}`, `A/B ${code}`]);
    assert.deepEqual(
      items.map((item) => [item.id.slice(id.length), item.title.slice(code.length + 1), item.points]),
      [
        ['_1', 'E', 0],
        ['_1_1_1', 'E 1.1 ∇W₁, entry [1, 1]', 2],
        ['_1_1_2', 'E 1.1 ∇W₁, entry [1, 2]', 2],
        ['_1_1_3', 'E 1.1 ∇W₁, entry [2, 1]', 2],
        ['_1_1_4', 'E 1.1 ∇W₁, entry [2, 2]', 2],
        ['_1_2_1', 'E 1.2 Δ₁, entry 1', 1.5],
        ['_1_2_2', 'E 1.2 Δ₁, entry 2', 1.5],
        ['_1_3_1', 'E 1.3 L', 2],
        ['_1_4_1', 'E 1.4 ∇W₂, entry [1, 2]', 0.5],
        ['_2', 'F', 0],
        ['_2_1_1', 'F 2.1 W₂ after one step, entry [1, 1]', 1],
        ['_2_1_2', 'F 2.1 W₂ after one step, entry [1, 2]', 1],
        ['_2_1_3', 'F 2.1 W₂ after one step, entry [2, 1]', 1],
        ['_2_1_4', 'F 2.1 W₂ after one step, entry [2, 2]', 1],
      ],
    );
    assert.equal(points, 8 + 3 + 2 + 0.5 + 4);
    // The first text has the network, each has what its exercise gives and notes.
    const [first, second] = items.filter(({ type }) => type === 'text_only_question').map(({ text }) => text);
    assert.match(first, /<img src="%24IMS-CC-FILEBASE%24\/images\/nnet_\S+\.svg" alt="The network as neurons[^"]+">/);
    assert.deepEqual(Object.keys(files), [`images/${id}.svg`]);
    assert.match(files[`images/${id}.svg`], /^<svg [\s\S]*<\/svg>$/);
    assert.ok(first.includes('W_1 =') && !second.includes('W_1 ='));
    assert.match(second, /Given:<\/p>\n<p>\\\(N_1 = .*Use &#123;four&#125; digits ~ #1\./s);
    // The solution of a matrix is below its last entry.
    assert.deepEqual(
      asked(quizzes[0]).map(({ general }) => general !== null),
      [false, false, false, true, false, true, true, true, false, false, false, true],
    );
    const [, , , last] = asked(quizzes[0]);
    for (const letter of ['N_1', 'N_2', '\\Delta_2', '\\Delta_1', '\\pm']) assert.ok(last.general!.includes(letter));
    assert.match(asked(quizzes[0])[1].text, /\\\(\\left\( \\nabla_\{W_1\} L \\right\)_\{1,2\} = \{\?\}\\\)/);
  });

  it('accepts what an independent solver finds from the printed numbers, by both roundings, as Classic Quizzes round it', async () => {
    let compared = 0;
    for (const [size, columns] of [
      [1, '[0.5; -0.25]'],
      [2, '[1 0.5; -0.25 2]'],
      [0.1, '[0.05; 0.1]'],
      [20, '[30; -40]'],
    ] as const) {
      for (const rounding of ['full', 'printed'] as const) {
        const { quizzes } = readCanvas(await canvasZip(deep(size, columns), { rounding, count: 4 }));
        assert.equal(quizzes.length, 4);
        for (const quiz of quizzes) {
          const sheet = readSheet(sheetOf(quiz.items[0].text));
          const activation = ['tanh', 'sigmoid', 'identity'];
          const network: TextbookNetwork = {
            X: sheet.X,
            Y: sheet.Y,
            rate: sheet.eta[0][0],
            layers: [1, 2, 3].map((k) => ({ W: sheet[`W${k}`], b: sheet[`b${k}`], activation: activation[k - 1] })),
          };
          const ways: readonly Way[] = [
            { digits: null, roundsProducts: false, given: {} },
            { digits: 4, roundsProducts: false, given: {} },
            { digits: 4, roundsProducts: true, given: {} },
          ];
          const questions = asked(quiz);
          for (const way of ways) {
            const worked = workedOut(network, way);
            const mine = ALL.flatMap((name) => worked[name].flat());
            assert.equal(questions.length, mine.length);
            questions.forEach((question, i) => {
              const [from, exact, to] = range(question);
              assert.equal(question.right.length, 1);
              assert.ok(from < exact && exact < to);
              // A full answer, one that is typed with four digits, and what Classic Quizzes make of each.
              for (const answer of [mine[i], Number(mine[i].toPrecision(4))]) {
                for (const typed of [answer, Number(answer.toFixed(4))]) {
                  const slack = 1e-9 * (to - from);
                  assert.ok(typed >= from - slack && typed <= to + slack, `${question.title}: ${typed} ${from} ${to}`);
                  compared++;
                }
              }
            });
          }
        }
      }
    }
    assert.ok(compared > 10_000, `${compared}`);
  });

  it('has the answers of the Moodle quiz, with ranges that are half a unit of the fourth decimal wider', async () => {
    const quizzes = readCanvas(await canvasZip(EXAM, { count: 3 })).quizzes;
    const { questions } = readMoodle((await sheetFiles(EXAM, 'moodle', { count: 3 })).get('a.xml')!);
    const blanks = questions.flatMap((question) => question.blanks.map(([right]) => right));
    const items = quizzes.flatMap(asked);
    assert.equal(items.length, blanks.length);
    items.forEach((item, i) => {
      const [from, exact, to] = range(item);
      assert.equal(exact, Number(blanks[i].value));
      for (const off of [exact - from, to - exact]) {
        assert.ok(Math.abs(off - Number(blanks[i].tolerance) - 0.00005) < 1e-9, item.title);
      }
    });
  });

  it('tells wrong answers apart from the right one, and takes none of them for right', async () => {
    let wrong = 0;
    const zips = [canvasZip(SMALL), canvasZip(EXAM, { count: 10 }), canvasZip(deep(1, '[0.5; -0.25]')), canvasZip(deep(0.1, '[1 2; 3 4]'))]; // prettier-ignore
    for (const zip of await Promise.all(zips)) {
      for (const question of readCanvas(zip).quizzes.flatMap(asked)) {
        const [from, , to] = range(question);
        assert.equal(question.right.length, 1);
        for (const { value, said } of told(question)) {
          // As it is printed, with all that is rounded to it, and as Classic Quizzes round it.
          const unit = value === 0 ? 0 : 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - 3);
          for (const typed of [value - unit, value + unit, Number(value.toFixed(4))]) {
            assert.ok(typed < from || typed > to, `${question.title}: ${typed} ${from} ${to}`);
          }
          assert.ok(said.length > 10);
          wrong++;
        }
      }
    }
    assert.ok(wrong > 1000, `${wrong}`);
  });

  it('knows the transposed matrix and the missing σ′, in Russian too', async () => {
    const [, a12, a21] = asked(readCanvas(await canvasZip(SMALL)).quizzes[0]);
    const transposed = told(a12).find(({ value }) => Math.abs(value - range(a21)[1]) < 1e-3 * Math.abs(value));
    assert.match(transposed?.said ?? '', /transposed/);
    assert.ok(told(a12).some(({ said }) => said.includes('Σ′₁')));
    assert.match(a12.incorrect!, /^<div><p>Some wrong answers, and the mistake behind each:<\/p>/);
    const russian = asked(readCanvas(await canvasZip(SMALL, {}, { translate: translation('ru') })).quizzes[0])[1];
    assert.match(russian.incorrect!, /^<div><p>Некоторые неверные ответы и ошибка, которая к ним приводит:<\/p>/);
    assert.match(russian.title, /элемент \[1, 2\]/);
  });

  it('writes tiny and huge numbers with a point and no exponent', async () => {
    const text = (x: string) => `input X = ${x}\nlayer 1 identity\nW = 2\nexercise "E"\nask f\n`;
    for (const [x, answer] of [
      ['1e-9', '0.000000002'],
      ['3', '6.0'],
      ['1e25', '20000000000000001811939328.0'],
      ['-2.5e8', '-500000000.0'],
    ]) {
      // prettier-ignore
      const [item] = asked(readCanvas(await canvasZip(text(x))).quizzes[0]);
      assert.equal(item.right[0].exact, answer);
    }
  });

  it('is the same to the byte each time, and known as an export where it lies', async () => {
    const zip = await canvasZip(EXAM, { count: 2 });
    assert.deepEqual(await canvasZip(EXAM, { count: 2 }), zip);
    // As the command line and the editor read what is in the place of an export.
    assert.equal(exportedState(new TextDecoder().decode(zip)), 'export');
    assert.match(strFromU8(zip, true), /nnet exercise a\.nnet --to canvas --code [0-9A-Z]{7}-01,[0-9A-Z]{7}-\w+</);
    assert.deepEqual(await canvasZip(EXAM, { count: 2 }, { drawing: true }), zip, 'a quiz has the drawing in any case');
  });

  it('keeps an author’s words as text', async () => {
    const name = `]]> <script>alert(1)</script> "quoted" & \\(x\\) $$y$$ \u0001`;
    const hostile = SMALL.replace('"E"', `"${name.replace(/[\\"]/g, '\\$&')}"`).replace('A/B', '<script>');
    const { quizzes } = readCanvas(await canvasZip(hostile));
    assert.ok(quizzes[0].title.includes('<script>') && quizzes[0].items[1].title.includes('<script>'));
    const { tags, text } = readMarkup(quizzes[0].items[0].text, false);
    assert.equal(tags.includes('script'), false);
    assert.ok(text.includes('<script>alert(1)</script>'));
    assert.doesNotMatch(quizzes[0].items[0].text.split('</strong>')[0], /\\[(]|\$\$/);
  });
});
