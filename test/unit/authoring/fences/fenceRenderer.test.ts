import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { showFences } from '../../../../src/authoring/fences/fencePlugin';
import { FenceRenderer } from '../../../../src/authoring/fences/fenceRenderer';
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

const options = { translate: inEnglish, language: 'en', foreign: () => null } as const;

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

  it('computes a fence once, and its lines anew', async () => {
    let asked = 0;
    const one = await FenceRenderer.load({ ...options, now: () => asked++ });
    const fence = { info: 'nnet', content: 'input 2\nlayer tanhh\n', firstLine: 1 };
    assert.match(one.html(fence), /Line 3: /);
    const spent = asked;
    assert.match(one.html({ ...fence, firstLine: 11 }), /Line 13: /);
    assert.match(one.html({ ...fence, firstLine: null }), /Line 2: /);
    assert.equal(asked, spent);
  });

  it('says so where a text is too long, takes too long or needs too many formulas', async () => {
    const long = `${NETWORK}${'# a comment\n'.repeat(2000)}`;
    assert.match(shown('', long), /This takes too long to show in a Markdown preview/);
    const layers = 'layer 10 tanh\n  W = uniform(-1, 1, seed = 1)\n'.repeat(10);
    const many = `input = [1 2 3 4 5 6 7 8 9 10]\n${layers}layer 1 tanh\n  W = ones()\n`;
    assert.ok(shown('{gradient}', many).includes('This takes too long'));
    assert.ok(shown('{gradient layer=1}', many).includes('<math'));
    let time = 0;
    const slow = await FenceRenderer.load({ ...options, now: () => (time += 300) });
    const html = slow.html({ info: 'nnet', content: NETWORK, firstLine: null });
    assert.match(html, /This takes too long/);
    assert.doesNotMatch(html, /katex/);
  });
});
