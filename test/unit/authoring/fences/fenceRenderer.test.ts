import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { showFences } from '../../../../src/authoring/fences/fencePlugin';
import { FenceRenderer } from '../../../../src/authoring/fences/fenceRenderer';
import { lookNames, lookValues, usualLook } from '../../../../src/notation/look';
import { otherChoices } from '../../../otherChoices';
import type { FileContent } from '../../../../src/language/meaning/checked';
import { inEnglish } from '../../../../src/message/message';

/** N₁ = (1/2, 1/2)ᵀ; the other values below are NumPy's. */
const NETWORK = `input X = [1 1/2]
layer 2 sigmoid
  W = [1 -1; 1/2 2]
  b = [0 -1]
layer 1 identity
  W = [2 -1]
  b = [1/2]
`;

/** On a busy machine too, a fence takes no time. */
const options = { translate: inEnglish, language: 'en', foreign: () => null, now: () => 0 } as const;

/** The matrices of numbers in MathML, row by row. */
function matricesIn(html: string): number[][][] {
  const tables = html.matchAll(/<mo fence="true">\[<\/mo><mtable[^>]*>((?:(?!<mtable).)*?)<\/mtable>/gs);
  return [...tables].map(([, table]) =>
    [...table.matchAll(/<mtr>(.*?)<\/mtr>/gs)].map(([, row]) =>
      [...row.matchAll(/<mtd>(.*?)<\/mtd>/gs)].map(([, cell]) =>
        Number(cell.replace(/<[^>]*>/g, '').replace('−', '-')),
      ),
    ),
  );
}

describe('A fence in a Markdown preview', () => {
  let renderer: FenceRenderer;
  let markdown: MarkdownIt;
  before(async () => {
    renderer = await FenceRenderer.load(options);
    markdown = showFences(new MarkdownIt(), (fence) => renderer.html(fence));
  });
  const shown = (choices: string, text = NETWORK) => markdown.render(`\`\`\`nnet ${choices}\n${text}\`\`\`\n`);

  it('shows the gradient of the asked layer with the right numbers', () => {
    const matrices = matricesIn(shown('{gradient layer=1 digits=4}'));
    assert.deepEqual(matrices.at(-1), [
      [0.47, 0.235],
      [-0.235, -0.1175],
    ]);
  });

  it('shows the forward values, to the asked digits', () => {
    const matrices = matricesIn(shown('{forward digits=3}')).map((rows) => JSON.stringify(rows));
    assert.ok(matrices.includes('[[0.5],[0.5]]'), 'N1');
    assert.ok(matrices.includes('[[0.622],[0.622]]'), 'Σ1');
    assert.ok(matrices.includes('[[0.235],[0.235]]'), 'Σ′1');
    assert.match(shown('{forward digits=3}'), /1\.12/);
  });

  it('shows the text, and by default the gradient with it', () => {
    for (const choices of ['', '{spec gradient}']) {
      const html = shown(choices);
      assert.match(html, /<code class="language-nnet">input X = \[1 1\/2\]&#10;layer 2 sigmoid&#10; {2}W/);
      assert.ok(html.indexOf('</pre>') < html.indexOf('<math'));
    }
    assert.ok(shown('{gradient spec}').indexOf('</math>') < shown('{gradient spec}').indexOf('<pre'));
  });

  it('shows a fragment that is asked for as text, unread', () => {
    const html = shown('{spec}', 'layer 2 sigmoidd\n\n  W = <1>\n');
    assert.match(html, /<code class="language-nnet">layer 2 sigmoidd&#10;&#10; {2}W = &lt;1&gt;<\/code>/);
    assert.doesNotMatch(html, /nnet-problem/);
  });

  describe('with an exercise', () => {
    const EXERCISE = `${NETWORK}exercise "By <hand>"
  give N1
  ask gradW1: 2 f
  note "Use *four* digits."
`;
    const GRADIENT = [
      [0.47, 0.235],
      [-0.235, -0.1175],
    ];
    const places = (html: string) => html.match(/<td>&emsp;&emsp;&emsp;<\/td>/g)?.length;
    /** Numbers of four significant digits, wherever they are: f = 2Σ₁ − Σ₂ + 1/2 = 0.6225 + 0.5. */
    const answers = /0\.47\b|0\.235\b|0\.1175\b|1\.122\b|0\.622/;

    it('shows it as a sheet does: what is given, and blanks of the right shape; no answer', () => {
      const html = shown('{exercise}', EXERCISE);
      assert.match(html, /<strong>By &lt;hand&gt;<\/strong>/);
      assert.match(html, /Use \*four\* digits\./);
      assert.match(html, /1\. .*\(2 points\)/s);
      assert.equal(places(html), 4 + 1);
      assert.deepEqual(matricesIn(html).at(-1), [[0.5], [0.5]], 'N1 is given');
      assert.doesNotMatch(html, answers);
      assert.doesNotMatch(html, /<pre/);
    });

    it('shows its key with the answers, and how they are found', () => {
      const html = shown('{key}', EXERCISE);
      assert.ok(matricesIn(html).some((matrix) => JSON.stringify(matrix) === JSON.stringify(GRADIENT)));
      assert.match(html, /1\.122/);
      assert.match(html, /±/);
      assert.match(html, /In this key, intermediate results are kept in full/);
      assert.equal(places(html), undefined);
    });

    it('shows the network once, in whatever order they are asked', () => {
      for (const choices of ['{exercise key}', '{key exercise}']) {
        const html = shown(choices, EXERCISE);
        assert.equal(html.match(/The activation functions/g)?.length, 1, choices);
        assert.equal(html.match(/<strong>By/g)?.length, 2);
        assert.equal(html.indexOf('nnet-exercise') < html.indexOf('nnet-key'), choices === '{exercise key}');
      }
    });

    it('draws the network beside it without the values that would be answers', () => {
      const values = />0\.62</;
      assert.match(shown('{drawing}', EXERCISE), values);
      assert.match(shown('{drawing key}', EXERCISE), values);
      const html = shown('{drawing exercise}', EXERCISE);
      assert.equal([...html.matchAll(/<circle/g)].length, 7);
      assert.doesNotMatch(html, values);
      assert.doesNotMatch(html, answers);
    });

    it('says so where the text asks for nothing', () => {
      assert.match(shown('{exercise}', NETWORK), /nnet-problem[^>]*>Line 1: The text has no exercise\./);
      const asksNothing = shown('{exercise}', `${NETWORK}exercise "A"\n`);
      assert.match(asksNothing, /nnet-problem[^>]*>Line 1: The exercise asks for nothing\./);
    });

    it('has the letters of a course in formulas and words', () => {
      const html = shown('{exercise key letters=course}', EXERCISE);
      assert.match(html, /<msup><mi>W<\/mi><mrow><mo stretchy="false">\[<\/mo><mn>1<\/mn>/);
      assert.doesNotMatch(html, /Σ|Δ|N<\/mi>/);
      assert.match(html, /aria-label="∇W\[1\]: 2 × 2 empty cells"/);
    });
  });

  it('draws the network in the colours of the theme', () => {
    const html = shown('{drawing}');
    assert.equal([...html.matchAll(/<circle/g)].length, 7); // 2 + 2 + 1 neurons, 2 bias nodes
    assert.match(html, /<svg[^>]* role="img"[^>]* fill="currentColor"/);
    assert.doesNotMatch(html, /#[0-9a-f]{6}"/);
  });

  it('shows only what is wrong with a broken text, with lines of the Markdown', () => {
    const html = markdown.render('Text\n\n> 1. ~~~~nnet {gradient}\n>    input = [1 2]\n>    layer tanhh\n>    ~~~~\n');
    assert.match(html, /data-line="4">Line 5: Unknown activation tanhh\. Did you mean tanh\?<\/p>/);
    assert.doesNotMatch(html, /<math|katex/);
    assert.match(shown('', 'input 2\n'), /nnet-problem warning[^>]*>Line 2: No layers yet/);
    assert.match(shown('{gradient}', 'input X = file("x.csv")\nlayer 1 tanh\n'), /Files can’t be read here/);
    assert.match(shown('{gradient layer=3}'), /Line 1: There is no layer 3: the network has 2\./);
    assert.match(shown('{hessian}'), /This network has nothing to show for “hessian”\./);
  });

  it('leaves every other fence as it is, and keeps what a preview has put on its own', () => {
    const plain = new MarkdownIt();
    for (const text of ['```js\nnnet\n```', '~~~\nnnet\n~~~', '    ```nnet\n    x', '````md\n```nnet\n```\n````']) {
      assert.equal(markdown.render(text), plain.render(text), text);
    }
    const marked = showFences(new MarkdownIt(), (fence) => renderer.html(fence));
    marked.core.ruler.push('lines', ({ tokens }) => {
      for (const token of tokens) token.attrSet('data-line', String(token.map?.[0]));
    });
    assert.match(marked.render('\n```nnet {spec}\nx\n```'), /<div data-line="1">/);
  });

  for (const name of lookNames) {
    it(`is written as the settings say, as soon as they change, unless it says how: ${name}`, async () => {
      const [usual, other] = [lookValues[name][0], otherChoices[name].value];
      let look = usualLook;
      const one = await FenceRenderer.load({ ...options, look: () => look });
      const text = (choices: string) => one.html({ info: `nnet {${choices}}`, content: `${NETWORK}exercise "A"\n  ask N1\n`, firstLine: 1, document: null }); // prettier-ignore
      for (const part of ['forward', 'exercise']) {
        look = usualLook;
        const [before, chosen] = [text(part), text(`${part} ${name}=${other}`)];
        look = { ...usualLook, [name]: other };
        assert.ok(before !== chosen, `${part}: the choice changes nothing`);
        assert.ok(text(part) === chosen, `${part}: the setting is not followed`);
        assert.ok(text(`${part} ${name}=${usual}`) === before, `${part}: the setting is stronger than the fence`);
      }
    });
  }

  it('computes a fence once, and its lines anew', async () => {
    let asked = 0;
    const one = await FenceRenderer.load({ ...options, now: () => asked++ });
    const fence = { info: 'nnet', content: 'input 2\nlayer tanhh\n', firstLine: 1, document: null };
    assert.match(one.html(fence), /Line 3: /);
    const spent = asked;
    assert.match(one.html({ ...fence, firstLine: 11 }), /Line 13: /);
    assert.match(one.html({ ...fence, firstLine: null }), /Line 2: /);
    assert.equal(asked, spent);
  });

  it('shows numbers from files beside its document as soon as they are read, and those of a changed file', async () => {
    const held = new Map<string, FileContent | null>();
    const files = { read: (document: string, path: string) => held.get(`${document} ${path}`) ?? null };
    const one = await FenceRenderer.load({ ...options, files });
    const preview = showFences(new MarkdownIt(), (fence) => one.html(fence));
    // In the preview the environment has the address of the file of Markdown, as an object.
    const at = (address: string) => ({ currentDocument: { toString: () => address } });
    const text = '```nnet {forward}\ninput = [3]\nlayer 1 identity\n  W = file("w.csv")\n```\n';
    const number = (x: number): FileContent => ({ kind: 'matrix', rows: 1, cols: 1, data: Float64Array.of(x) });
    assert.match(preview.render(text, at('file:///a/notes.md')), /<p>Reading w\.csv…<\/p>/);
    held.set('file:///a/notes.md w.csv', number(7));
    assert.match(preview.render(text, at('file:///a/notes.md')), /<mn>21<\/mn>/);
    held.set('file:///a/notes.md w.csv', number(8));
    assert.match(preview.render(text, at('file:///a/notes.md')), /<mn>24<\/mn>/);
    held.set('file:///b/notes.md w.csv', {
      kind: 'problem',
      code: 'file-not-found',
      message: { template: 'gone', args: [] },
    });
    assert.match(preview.render(text, at('file:///b/notes.md')), /nnet-problem[^>]*>Line 4: gone/);
    assert.match(preview.render(text, at('file:///a/notes.md')), /<mn>24<\/mn>/);
    // A text that has no address, as one that another extension renders.
    assert.match(preview.render(text, {}), /Files can’t be read here/);
  });

  it('that takes longer is made in steps, and meanwhile what was at its place is shown', async () => {
    let time = 0;
    let pauses = 0;
    let told: () => void = () => {};
    const later = { pause: () => Promise.resolve(void pauses++), done: () => told() };
    const one = await FenceRenderer.load({ ...options, now: () => (time += 5), later });
    const fence = { info: 'nnet {forward}', content: NETWORK, firstLine: 3, document: 'file:///notes.md' };
    const whenDone = () => new Promise<void>((resolve) => (told = resolve));
    const expected = renderer.html(fence);
    assert.match(expected, /<math/);

    let done = whenDone();
    assert.match(one.html(fence), /^<pre class="nnet-spec">.*<p>Loading formulas…<\/p>$/s);
    await done;
    assert.equal(one.html(fence), expected);
    // Others have their turn between formulas, and between the steps of what they come from.
    const formulas = new Set(expected.match(/<math.*?<\/math>/gs)).size;
    assert.ok(formulas > 5 && pauses >= 2 * formulas, `${pauses} pauses, ${formulas} formulas`);

    const changed = { ...fence, content: NETWORK.replace('[1 -1;', '[3 -1;') };
    done = whenDone();
    assert.equal(one.html(changed), expected);
    assert.match(one.html({ ...changed, firstLine: 40 }), /<p>Loading formulas…<\/p>$/);
    assert.match(one.html({ ...changed, firstLine: null }), /<p>Loading formulas…<\/p>$/);
    await done;
    assert.equal(one.html(changed), renderer.html(changed));
    assert.notEqual(one.html(changed), expected);
  });

  it('says so where a text is too long, takes too long or needs too many formulas', async () => {
    const long = `${NETWORK}${'# a comment\n'.repeat(2000)}`;
    assert.match(shown('', long), /This takes too long to show in a Markdown preview/);
    const ofLength = (length: number) => `${NETWORK}#${'x'.repeat(length - NETWORK.length - 2)}\n`;
    assert.equal(ofLength(20_000).length, 20_000);
    assert.doesNotMatch(shown('{spec}', ofLength(20_000)), /takes too long/);
    assert.match(shown('{spec}', ofLength(20_001)), /takes too long/);
    const layers = 'layer 6 tanh\n  W = uniform(-1, 1, seed = 1)\n'.repeat(30);
    const many = `input = [1 2 3 4 5 6]\n${layers}layer 1 tanh\n  W = ones()\n`;
    assert.ok(shown('{forward gradient form=1,3,delta digits=15}', many).includes('This takes too long'));
    assert.ok(shown('{gradient layer=1}', many).includes('<math'));
    let time = 0;
    const slow = await FenceRenderer.load({ ...options, now: () => (time += 300) });
    const html = slow.html({ info: 'nnet', content: NETWORK, firstLine: null, document: null });
    assert.match(html, /This takes too long/);
    assert.doesNotMatch(html, /katex/);
  });
});
