import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import MarkdownIt from 'markdown-it';
import { check } from '../../../../src/language/meaning/checker';
import { parse } from '../../../../src/language/syntax/parser';
import { codeOf, readCode } from '../../../../src/authoring/exercise/sheetCode';
import { say, type Message } from '../../../../src/message/message';
import { paperOf, sheetFiles, sheetOf, sheetsOf } from '../../../sheetsOf';
import { readMarkup } from './xmlTree';

const EXAM = readFileSync(path.resolve(__dirname, '../../../../examples/exam.nnet'), 'utf8');
const MAZUR = `network "Two by two"
input X = [0.05 0.10]
target = [0.01 0.99]
layer hidden: sigmoid
  W = [0.15 0.20; 0.25 0.30]
  b = [0.35 0.35]
layer sigmoid
  W = [0.40 0.45; 0.50 0.55]
  b = [0.60 0.60]
loss half_sse
rate = 0.5
exercise "All of it"
  give N1
  ask Sigma1: 2 dSigma1 N2 f L Delta2 gradW2: 1.5 gradb2 Delta1 gradW1 gradb1 gradX nextW2 nextb2
exercise "One entry"
  ask gradW1[2, 1]: 1
`;
const SOFTMAX = `input 2
input X = choose([-0.37, 0.21, 0.84], seed = 3)
target = onehot([2])
layer 3 tanh
W = [[0.31, -0.42], [0.53, 0.64], [-0.75, 0.86]]
b = [0.11 0.22 0.33]
layer 3 softmax
W = uniform(-1, 1, seed = 5)
loss cross_entropy
exercise "Softmax"
give Sigma1
ask Delta2 gradW2 Delta1
`;
const TEXTS = { EXAM, MAZUR, SOFTMAX };
const TARGETS = ['exam', 'markdown', 'html', 'notebook'] as const;

/** What is set, without style sheets, fonts and the measures of a layout: nothing of them is made from numbers of a sheet. */
function saidIn(content: string): string {
  return content
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:style|class|width|height|viewBox|d)="[^"]*"/g, '');
}

/** A number to so many significant digits as texts write it, without its sign and its power of ten. */
function digitsOf(x: number, count: number): string | null {
  const text = Math.abs(Number(x.toPrecision(count))).toString();
  const significant = text.replace('.', '').replace(/e.*$/, '').replace(/^0+/, '');
  return significant.length >= 3 ? text.replace(/e.*$/, '') : null;
}

/** Whether a number is in a text, not as a part of a longer one: with further zeros it is the same. */
function isIn(number: string, text: string): boolean {
  const [whole, decimals] = number.split('.');
  const pattern = decimals === undefined ? `${whole}(?:\\.0*)?` : `${whole}\\.${decimals}0*`;
  return new RegExp(`(?<![\\d.])${pattern}(?![\\d]|\\.\\d)`).test(text);
}

describe('a sheet', () => {
  for (const [name, text] of Object.entries(TEXTS)) {
    for (const target of TARGETS) {
      it(`${name} as ${target} has none of the key's numbers but those that it gives`, async () => {
        for (const rounding of ['full', 'printed'] as const) {
          const said = saidIn(await paperOf(text, target, 'sheet', { rounding }));
          const key = saidIn(await paperOf(text, target, 'key', { rounding }));
          const { network, exercises } = sheetOf(text, 0, rounding);
          const { X, target: Y } = network.samples[0];
          const given = [
            ...[X, Y, ...network.layers.flatMap(({ weights, bias }) => [weights, bias])].flatMap((A) => (A === null ? [] : [...A.data])), // prettier-ignore
            ...exercises.flatMap((exercise) => exercise.given.flatMap(({ value }) => [...value.data])),
          ];
          const allowed = new Set(given.map((x) => digitsOf(x, 15)));
          let looked = 0;
          for (const { full, shown, asked } of exercises.flatMap(({ questions }) => questions)) {
            for (const x of [...full.data, ...shown.data]) {
              for (let count = 3; count <= 15; count++) {
                const digits = digitsOf(x, count);
                if (digits === null || allowed.has(digits)) continue;
                looked++;
                assert.equal(isIn(digits, said), false, `${digits} of ${asked.item.name.text}`);
              }
            }
            // The same eyes see every answer of the key.
            for (const x of shown.data) {
              const digits = digitsOf(x, 15);
              if (digits !== null) assert.equal(isIn(digits, key) || /10\^|e-/.test(key), true, `${digits} in the key`);
            }
          }
          assert.ok(looked > 5, 'numbers were looked for');
        }
      });
    }
  }

  it('says what the letters of a step mean, where one is asked', async () => {
    const said = 'The superscript + marks W and b after one step';
    for (const target of TARGETS) {
      // Markdown has a backslash before the sign, in a notebook within JSON.
      const sheet = (await paperOf(MAZUR, target, 'sheet')).replace(/\\+\+/g, '+');
      assert.equal(sheet.includes(said), true, target);
      assert.equal((await paperOf(EXAM, target, 'sheet')).includes('superscript'), false, target);
    }
    const quiz = (await sheetFiles(MAZUR, 'moodle')).get('a.xml')!;
    assert.equal(quiz.split(said).length - 1, 2, 'with the two questions on it, W₂⁺ and b₂⁺');
  });

  it('has blanks of one size, whatever the numbers are', async () => {
    const small = MAZUR;
    const large = MAZUR.replace('0.05 0.10', '512 -999').replaceAll('sigmoid\n', 'softplus\n');
    const blanks = async (text: string) => (await paperOf(text, 'exam', 'sheet')).match(/\\hline.*hspace.*/g);
    assert.deepEqual(await blanks(small), await blanks(large));
    assert.equal((await blanks(small))!.length, 15);
  });

  it('is the same to the byte each time, and says how to make it again', async () => {
    for (const target of [...TARGETS, 'moodle'] as const) {
      const first = await sheetFiles(EXAM, target, { count: 2 });
      assert.deepEqual([...(await sheetFiles(EXAM, target, { count: 2 }))], [...first]);
      for (const content of first.values())
        assert.match(content, /nnet exercise a\.nnet --to \w+ --code [0-9A-Z]{7}-[01][0-9A-Z]/);
    }
  });

  it('is made again, with its key, from the code on it', async () => {
    const [, second] = (await sheetsOf(EXAM, { first: 5, count: 2 })).sheets;
    const sheet = await paperOf(EXAM, 'markdown', 'sheet', { first: second.variant });
    const code = /^Sheet (\S+)$/m.exec(sheet)![1];
    for (const target of TARGETS) {
      for (const which of ['sheet', 'key'] as const) {
        const again = await paperOf(EXAM, target, which, { codes: [code.toLowerCase()] });
        assert.equal(again, await paperOf(EXAM, target, which, { first: second.variant }));
      }
    }
  });

  it('has the same code and numbers whatever ends the lines of its text, as another program saves it', () => {
    const { code, network } = sheetOf(EXAM, 3);
    for (const ending of ['\r\n', '\r']) {
      const other = sheetOf(EXAM.replaceAll('\n', ending), 3);
      assert.deepEqual([other.code, other.network.layers[0].weights], [code, network.layers[0].weights]);
    }
    assert.equal(codeOf({ text: `\ufeff${EXAM}`, files: new Map() }, 3), code);
  });

  it('is not made from a code of a text that has changed, nor from what is no code', async () => {
    const { code } = sheetOf(EXAM, 3);
    await assert.rejects(sheetsOf(EXAM.replace('integers(-2, 2', 'integers(-3, 2'), { codes: [code] }), {
      name: 'NoHandout',
      text: { template: 'The text has changed since sheet {0} was made.', args: [code] },
    });
    await assert.rejects(sheetsOf(EXAM, { codes: ['x'] }), { text: { template: '“{0}” is not the code of a sheet.', args: ['x'] } }); // prettier-ignore
  });
});

describe('the letters of a course on a sheet and a key', () => {
  it('are in every formula and every word, and nothing else differs', async () => {
    for (const [name, text] of Object.entries(TEXTS)) {
      for (const target of ['exam', 'markdown', 'html', 'notebook'] as const) {
        for (const which of ['sheet', 'key'] as const) {
          const said = saidIn(await paperOf(text, target, which, {}, { letters: 'course' }));
          // The code of a notebook keeps the names of the paper.
          const formulas = target === 'notebook' ? markdownOf(said) : said;
          assert.doesNotMatch(formulas, /\\Sigma|\\Delta|[ΣΔ]|(?<![A-Za-z])[NW]_\d/, `${name} ${target} ${which}`);
          assert.match(formulas, /--letters course/);
        }
      }
      const own = await paperOf(text, 'markdown', 'key');
      const course = await paperOf(text, 'markdown', 'key', {}, { letters: 'course' });
      const numbers = (key: string) => key.match(/\\boxed\{.*|(?<=\\pm\\; ).*/g);
      assert.deepEqual(numbers(course), numbers(own));
      assert.match(course, /\\nabla_\{W\^\{\[2\]\}\}/);
      assert.match(course, /\\delta\^\{\[2\]\} = /);
    }
  });

  it('are in a quiz, with the names of its questions and what it says of slips', async () => {
    const xml = (await sheetFiles(MAZUR, 'moodle', {}, { letters: 'course' })).get('a.xml')!;
    assert.doesNotMatch(xml.replace(/<file[^>]*>[^<]*<\/file>/g, ''), /\\Sigma|\\Delta|[ΣΔ]/);
    assert.match(xml, /<name><text>\S+ All of it 1\.6 δ\[2\]<\/text>/);
  });
});

/** What is said in the Markdown cells of a notebook. */
function markdownOf(notebook: string): string {
  const { cells } = JSON.parse(notebook) as { cells: { cell_type: string; source: string[] }[] };
  return cells.flatMap(({ cell_type, source }) => (cell_type === 'markdown' ? source : [])).join('');
}

describe('a drawing on a sheet', () => {
  const drawn = { drawing: true };

  it('is there where it is asked for, and has no value of a neuron', async () => {
    const signs = { exam: /\\begin\{tikzpicture\}/, markdown: /!\[.*\]\(<.*-drawing\.svg>\)/, html: /<figure class="drawing"/, notebook: /image\/svg\+xml/ }; // prettier-ignore
    for (const target of TARGETS) {
      for (const which of ['sheet', 'key'] as const) {
        assert.doesNotMatch(await paperOf(MAZUR, target, which), signs[target], target);
        const paper = await paperOf(MAZUR, target, which, {}, drawn);
        assert.match(paper, signs[target], target);
        assert.match(paper, /nnet exercise a\.nnet --to \w+ --code \S+ --drawing/);
      }
    }
    const files = await sheetFiles(MAZUR, 'markdown', {}, drawn);
    assert.deepEqual([...files.keys()].map((name) => name.replace(/^a-\w{7}-0\w-/, '')).sort(), ['key-drawing.svg', 'key.md', 'sheet-drawing.svg', 'sheet.md']); // prettier-ignore
    const svg = [...files].find(([name]) => name.endsWith('sheet-drawing.svg'))![1];
    const { tags, text } = readMarkup(svg, true);
    // 2 + 2 + 2 neurons and a bias node for each layer.
    assert.equal(tags.filter((tag) => tag === 'circle').length, 8);
    // σ(0.3775) and σ(0.3925), as the nodes of a drawing with values show them.
    assert.doesNotMatch(text, /0\.59|0\.60/);
  });
});

describe('the code of a sheet', () => {
  const file = (x: number) => ({ kind: 'matrix' as const, rows: 1, cols: 1, data: Float64Array.of(x) });

  it('is that of the text, whatever its line breaks are, and of the numbers in its files', () => {
    const text = 'a\nb';
    const code = codeOf({ text, files: new Map([['w.csv', file(1)]]) }, 32_767);
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{7}-ZZZ[0-9A-HJKMNP-TV-Z]$/);
    const same = { text: 'a\r\nb', files: new Map([['w.csv', file(1)]]) };
    assert.deepEqual(readCode(code, same), { kind: 'variant', variant: 32_767 });
    assert.deepEqual(readCode(code, { text, files: new Map([['w.csv', file(1.0000001)]]) }), { kind: 'changed' });
    assert.deepEqual(readCode(code, { text: 'a\nc', files: new Map([['w.csv', file(1)]]) }), { kind: 'changed' });
    for (const no of ['hello', '', '1234567-', '1234567-1', '1234567-12345678', 'Ж234567-11'])
      assert.deepEqual(readCode(no, same), { kind: 'none' }, no);
  });

  it('is read in small letters, without its hyphen, and with letters that look like its digits', () => {
    const of = { text: 'rate = 3', files: new Map() };
    const codes = Array.from({ length: 200 }, (_, variant) => codeOf(of, variant));
    assert.ok(codes.every((code) => !/[ILOU]/.test(code)));
    assert.ok(codes.some((code) => code.includes('0') && code.includes('1') && code.includes('V')));
    codes.forEach((code, variant) => {
      const typed = [code.toLowerCase(), ` ${code} `, code.replace('-', ''), code.replace('-', '–'), code.replaceAll('0', 'o').replaceAll('1', 'l'), code.replaceAll('1', 'I').replaceAll('V', 'u')]; // prettier-ignore
      for (const one of typed) assert.deepEqual(readCode(one, of), { kind: 'variant', variant }, one);
    });
  });

  it('is known to be mistyped, not of another text, with any one sign wrong or two neighbours swapped', () => {
    const of = { text: 'rate = 3', files: new Map() };
    for (const variant of [0, 7, 31, 32, 1_000_000_000]) {
      const code = codeOf(of, variant).replace('-', '');
      for (let at = 0; at < code.length; at++) {
        for (const sign of '0123456789ABCDEFGHJKMNPQRSTVWXYZ') {
          if (sign === code[at]) continue;
          const wrong = code.slice(0, at) + sign + code.slice(at + 1);
          assert.deepEqual(readCode(wrong, of), { kind: 'mistyped' }, wrong);
        }
        const swapped = code.slice(0, at) + (code[at + 1] ?? '') + code[at] + code.slice(at + 2);
        if (swapped !== code) assert.deepEqual(readCode(swapped, of), { kind: 'mistyped' }, swapped);
      }
    }
  });

  it('is another for every text of a thousand', () => {
    const codes = Array.from({ length: 1000 }, (_, i) => codeOf({ text: `rate = ${i}`, files: new Map() }, 0));
    assert.equal(new Set(codes).size, 1000);
  });
});

describe('variants', () => {
  it('are thirty with different numbers from one text; variant 0 is the text itself', async () => {
    const { sheets, said } = await sheetsOf(EXAM, { count: 30 });
    assert.deepEqual(said, []);
    const all = sheets.map(({ network }) => JSON.stringify(network.layers.map(({ weights }) => [...weights!.data])));
    assert.equal(new Set(all).size, 30);
    assert.equal(new Set(sheets.map(({ code }) => code)).size, 30);
    const own = check(parse(EXAM)).network!;
    assert.deepEqual(sheets[0].network.layers[0].weights, own.layers[0].weights);
  });

  it('are reported where answers ask for no work: zeros, and those that the tolerance swallows', async () => {
    const said = async (text: string) => (await sheetsOf(text)).said.map((one) => say(one));
    // N = −1, so ReLU and its slope are 0.
    const dead = 'input X = 1\ntarget = 1\nlayer relu\nW = -1\nloss half_sse\nexercise "E"\nask N1 gradW1';
    assert.deepEqual(await said(dead), ['Exercise “E”: gradW1 is 0 throughout (in 1 of 1 sheets).']);
    // ∇W = (1.234 − 1) · 1, times 1e-5.
    const slow =
      'input X = 1\ntarget = 1\nlayer identity\nW = 1.234\nloss half_sse\nrate = 1e-5\nexercise "E"\nask nextW1 gradW1';
    const [text, ...more] = await said(slow);
    assert.match(text, /^Exercise “E”: the step to nextW1 is smaller than the tolerance/);
    assert.deepEqual(more, []);
    // σ′(30) is about 9.4e-14, and so is the gradient: σ is 1 − 9.4e-14.
    const far = 'input X = 1\nlayer sigmoid\nW = 30\nexercise "E"\nask gradW1[1, 1]';
    assert.match((await said(far)).join(), /^Exercise “E”: an answer of gradW1\[1, 1\] is smaller than its tolerance/);
  });

  it('define σ′ at a kink whether or not a value is there', async () => {
    const sheet = async (x: number) => {
      const files = await sheetFiles(`input X = ${x}\nlayer relu\nW = 2\nexercise "E"\nask N1 gradW1`, 'markdown');
      return [...files].find(([name]) => name.includes('sheet'))![1];
    };
    for (const x of [0, 1]) assert.match(await sheet(x), /\(0\) := 0/);
  });

  it('of a text without generated numbers are all the same, which is said', async () => {
    const { sheets, said } = await sheetsOf(MAZUR, { count: 3 });
    assert.equal(sheets.length, 1);
    assert.match(said[0].template, /^All variants have the same numbers/);
  });

  it('of a text with few numbers are as many as there are', async () => {
    const text = 'input = 1\nlayer 1 identity\nW = choose([2, 3, 4], seed = 1)\nexercise "A"\nask f\n';
    const { sheets, said } = await sheetsOf(text, { count: 10 });
    assert.deepEqual(new Set(sheets.map(({ network }) => network.layers[0].weights!.data[0])), new Set([2, 3, 4]));
    assert.match(said[0].template, /^Found/);
  });

  it('are not made where there is nothing to ask, no numbers, or no finite value', async () => {
    const cases: [string, RegExp][] = [
      ['input = 1\nlayer 1 tanh\nW = 1\n', /no exercise/],
      ['input = 1\nlayer 1 tanh\nW = 1\nexercise "A"\n', /^The exercise asks for nothing/],
      ['input 1\nlayer 1 tanh\nW = 1\nexercise "A"\nask f\n', /there is no input/],
      ['input = 1\nlayer 1 tanh\nexercise "A"\nask f\n', /layer \{0\} has no W/],
      ['input X = 1\nlayer 1 tanh\nW = 1\nloss sse\nexercise "A"\nask f\n', /\{0\} has no target for the loss/],
      ['input = [1 2]\nlayer 2 tanh\nW = [1 2; 3 4]\nexercise "A"\nask gradW1\n', /no value here/],
      ['input = 1e200\nlayer 1 square\nW = 1e200\nexercise "A"\nask f\n', /not finite/],
    ];
    for (const [text, reason] of cases) {
      await assert.rejects(
        sheetsOf(text),
        ({ text }: { text: { template: string } }) => reason.test(text.template),
        text,
      );
    }
  });
});

describe('a value that is what rounding leaves of terms that cancel', () => {
  // By hand 0.1 + 0.2 - 0.3 is 0, and a key would have 2.776e-17.
  const ask = (what: string): string =>
    `input X = [1 1 1]\ntarget = 0.1\nlayer 1 tanh\nW = choose([-0.3 -0.2 -0.1 0.1 0.2 0.3], seed = 1)\nlayer 1 identity\nW = 1\nloss half_sse\nexercise "A"\nask ${what}\n`;

  it('is in no variant', async () => {
    const { sheets } = await sheetsOf(ask('N1'), { count: 60 });
    assert.equal(sheets.length, 60);
    assert.ok(sheets.at(-1)!.variant > 59, 'none was passed over');
    for (const { trace } of sheets) {
      const sum = trace.forward.network.layers[0].weights!.data.reduce((all, w) => all + Math.round(10 * w), 0);
      // Two of 0.1 are 0.2 in doubles too.
      if (sum === 0) assert.equal(trace.forward.layers[0].N.data[0], 0);
    }
  });

  it('is why a sheet is not made, unless nothing that is asked comes from it', async () => {
    const text = (what: string): string =>
      `input X = [1 1]\ntarget = 0.3\nlayer 1 identity\nW = [0.1 0.2]\nloss half_sse\nrate = 1\nexercise "A"\nask ${what}\n`;
    for (const what of ['L', 'Delta1', 'gradW1', 'gradX', 'nextW1']) {
      await assert.rejects(
        sheetsOf(text(what)),
        ({ text: said }: { text: Message }) =>
          /^At X, entry 1 of ∇L is 5\.551e-17, but its terms nearly cancel/.test(say(said)),
        what,
      );
    }
    for (const what of ['N1', 'f']) assert.equal((await sheetsOf(text(what))).sheets.length, 1);
  });

  it('of L alone is why L is not asked', async () => {
    const text = (what: string): string =>
      `input X = [1]\ntarget = [0; 0; 0]\nlayer identity\nW = [0.1; 0.2; -0.3]\nloss (f, y) = f - y\nexercise "A"\nask ${what}\n`;
    await assert.rejects(sheetsOf(text('L')), ({ text: said }: { text: Message }) =>
      /^At X, L is 2\.776e-17, but its terms nearly cancel/.test(say(said)),
    );
    assert.equal((await sheetsOf(text('gradW1'))).sheets.length, 1);
  });
});

const HOSTILE_TITLE =
  '\\\\input{/etc/passwd} $x^2$ <script>alert(1)</script> % & # ~ _ { } ]]> --> `a` **b** [c](http://d)';
const HOSTILE = `network "${HOSTILE_TITLE}"
input = [1 2]
target = 3
layer злой_1: 1 tanh
W = [1 2]
loss half_sse
exercise "E ${HOSTILE_TITLE}"
ask gradW1: 0.25
note "N ${HOSTILE_TITLE}"
`;

describe('hostile titles and notes', () => {
  const plain = HOSTILE_TITLE.replace('\\\\', '\\');

  it('stay text in HTML', async () => {
    for (const which of ['sheet', 'key'] as const) {
      const html = await paperOf(HOSTILE, 'html', which);
      const { tags, text } = readMarkup(html, false);
      // The one that makes formulas fit on paper.
      assert.equal(tags.filter((tag) => tag === 'script').length, 1);
      assert.equal(tags.includes('strong'), false);
      assert.ok(text.includes(`E ${plain}`) && text.includes(`N ${plain}`));
    }
  });

  it('stay text in Markdown and in a notebook', async () => {
    const markdown = await paperOf(HOSTILE, 'markdown', 'key');
    const cells = (JSON.parse(await paperOf(HOSTILE, 'notebook', 'key')) as { cells: { cell_type: string; source: string[] }[] }).cells; // prettier-ignore
    const cell = cells.filter(({ cell_type }) => cell_type === 'markdown').map(({ source }) => source.join(''));
    for (const source of [markdown, cell.join('\n\n')]) {
      const html = new MarkdownIt({ html: true, linkify: true }).render(source);
      const { tags, text } = readMarkup(html, false);
      for (const tag of ['script', 'a', 'img']) assert.equal(tags.includes(tag), false, tag);
      assert.ok(text.includes(`E ${plain}`) && text.includes(`N ${plain}`), text);
    }
  });

  it('stay text in LaTeX', async () => {
    const tex = await paperOf(HOSTILE, 'exam', 'sheet');
    assert.equal(tex.includes('\\input{/etc'), false);
    assert.ok(tex.includes('\\textbackslash{}input\\{/etc/passwd\\}'));
    assert.ok(tex.includes('\\$x\\textasciicircum{}2\\$'));
  });

  it('stay text in a quiz', async () => {
    const xml = (await sheetFiles(HOSTILE, 'moodle')).get('a.xml')!;
    const { texts } = readMarkup(xml, true);
    const question = texts.find((text) => text.includes('<p>'))!;
    const { tags, text } = readMarkup(question, false);
    assert.equal(tags.includes('script'), false);
    assert.ok(text.includes(`E ${plain}`) && text.includes(`N ${plain}`));
    assert.equal(
      texts.some((one) => one.startsWith('$course$/top/\\input{//etc//passwd}')),
      true,
    );
  });
});
