/** Exported Markdown, read by pandoc, markdown-it with KaTeX, and MyST's own parser: every formula arrives as it left. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import katex from 'katex';
import MarkdownIt from 'markdown-it';
import { mystParse } from 'myst-parser';
import { partNames } from '../../src/authoring/choices';
import type { Handout } from '../../src/authoring/handout';
import { flavors } from '../../src/authoring/markdown/flavors';
import { exportedFiles, exportedText } from '../exportedFiles';
import { bare, formulasOf, texOf } from './formulas';
import { exampleTexts, handoutOf } from './networks';

const HOSTILE = [
  'network "</script><img src=x onerror=alert(1)> $x$ `b` *a* [l](javascript:x) {{< x >}} :::{note} %% --> \\\\input{x}"',
  'input = [1]',
  'layer злой_1_: tanh',
  ' W = [2]',
].join('\n');

const CASES = [...exampleTexts(), ['a hostile title and name', HOSTILE] as const];

/** The one picture, in the file that is written beside the text. */
const DRAWING = ['a-drawing.svg'];

interface Node {
  readonly t?: string;
  readonly c?: unknown;
}

/** Everything of a kind in pandoc's tree. */
function* found(node: unknown, kind: string): Generator<unknown> {
  if (Array.isArray(node)) for (const part of node) yield* found(part, kind);
  else if (typeof node === 'object' && node !== null) {
    const { t, c } = node as Node;
    if (t === kind) yield c;
    for (const part of Object.values(node)) yield* found(part, kind);
  }
}

function byPandoc(text: string): unknown {
  const { stdout, error, status, stderr } = spawnSync('pandoc', ['-f', 'markdown', '-t', 'json'], {
    input: text,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) return null;
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

function wanted(handout: Handout): readonly string[] {
  return formulasOf(handout).map((block) => bare(texOf(block)));
}

describe('Exported Markdown', () => {
  for (const [name, text] of CASES) {
    it(`for Quarto and Obsidian: ${name}, by pandoc`, async function () {
      for (const flavor of ['quarto', 'obsidian'] as const) {
        const handout = await handoutOf(text, { what: partNames, flavor });
        const tree = byPandoc(await exportedText(handout, 'markdown'));
        if (tree === null) return this.skip();
        const displays = [...found(tree, 'Math')].map((c) => c as [Node, string]);
        const texts = displays.filter(([{ t }]) => t === 'DisplayMath').map(([, tex]) => bare(tex));
        assert.deepEqual(texts, wanted(handout));
        const raw = [...found(tree, 'RawInline'), ...found(tree, 'RawBlock')].map((c) => (c as string[])[1]);
        assert.ok(
          // Of our own besides comments: how LaTeX numbers what is referred to.
          raw.every((one) => /^<!--[^]*-->$|^\\renewcommand\{\\theequation\}\{\\roman\{equation\}\}$/.test(one.trim())),
          raw.join('\n'),
        );
        assert.deepEqual([...found(tree, 'Link')], []);
        const images = [...found(tree, 'Image')] as [unknown, Node[], [string, string]][];
        assert.deepEqual(
          images.map(([, , [address]]) => address),
          DRAWING,
        );
      }
    });

    it(`for GitHub: ${name}, by markdown-it and KaTeX`, async () => {
      const handout = await handoutOf(text, { what: partNames });
      const parser = new MarkdownIt({ html: true, linkify: true });
      const tokens = parser.parse(await exportedText(handout, 'markdown'), {});
      const math = tokens.filter(({ type, info }) => type === 'fence' && info === 'math').map(({ content }) => content);
      assert.deepEqual(math.map(bare), wanted(handout));
      for (const tex of math) katex.renderToString(tex, { displayMode: true, strict: false, throwOnError: true });
      const inlines = tokens.flatMap(({ children }) => children ?? []);
      assert.deepEqual(
        inlines.filter(({ type }) => /^(html|link|em|strong)/.test(type)),
        [],
      );
      const images = inlines.filter(({ type }) => type === 'image');
      assert.deepEqual(
        images.map((image) => image.attrGet('src')),
        DRAWING,
      );
      for (const { content } of images) assert.match(content, /^The network as neurons and connections/);
      for (const [i, { type, content }] of inlines.entries()) {
        if (type !== 'code_inline') continue;
        assert.ok(inlines[i - 1].content.endsWith('$') && inlines[i + 1].content.startsWith('$'), content);
        katex.renderToString(content, { strict: false, throwOnError: true });
      }
    });

    it(`for MyST: ${name}, by its own parser`, async () => {
      const handout = await handoutOf(text, { what: partNames, flavor: 'myst' });
      const tree = mystParse(await exportedText(handout, 'markdown')) as unknown;
      const math: string[] = [];
      const images: string[] = [];
      const kinds = new Set<string>();
      const walk = (node: {
        type: string;
        value?: string;
        url?: string;
        message?: string;
        children?: readonly never[];
      }): void => {
        kinds.add(node.type);
        if (node.type === 'math') math.push(bare(node.value!));
        if (node.type === 'image') images.push(node.url!);
        for (const child of node.children ?? []) walk(child);
      };
      walk(tree as never);
      assert.deepEqual(math, wanted(handout));
      assert.deepEqual(images, DRAWING);
      for (const kind of ['html', 'link', 'mystRole', 'mystRoleError', 'mystDirectiveError', 'emphasis', 'comment'])
        assert.ok(!kinds.has(kind), kind);
    });
  }

  it('has the drawing in a file beside it, in words, whatever the file is called', async () => {
    const handout = await handoutOf(exampleTexts().find(([name]) => name === 'mazur.nnet')![1]);
    for (const flavor of flavors) {
      const [text, picture] = await exportedFiles(
        { ...handout, choices: { ...handout.choices, flavor } },
        'markdown',
        "a (b)'s ünï",
      );
      assert.equal(picture.name, "a (b)'s ünï-drawing.svg");
      assert.match(picture.content as string, /^<\?xml [^]*<title>Two by two by two<\/title>/);
      assert.ok((text.content as string).includes('a%20%28b%29%27s%20%C3%BCn%C3%AF-drawing.svg'), flavor);
      assert.match(text.content as string, /The input X has 2 neurons: [\d., −]+\. Layer 1 has 2 neurons with sigmoid/);
    }
  });

  it('names every equation for Quarto once, with its words', async () => {
    const handout = await handoutOf(exampleTexts()[0][1], { what: partNames, flavor: 'quarto' });
    const text = await exportedText(handout, 'markdown');
    const labels = [...text.matchAll(/^(?:\$\$ \{#eq-|::: \{#)([a-z0-9-]+) (?:alt|aria-label)="[^"]{10,}"\}$/gm)].map(
      ([, label]) => label,
    );
    assert.equal(labels.length, formulasOf(handout).length);
    assert.equal(new Set(labels).size, labels.length);
    // Those with a number in the paper have none of Quarto, whose own are Roman, and none of MyST has another.
    const tagged = [...text.matchAll(/^::: \{#.*\}\n\$\$\n[^$]*\\tag\*\{(\(.*?\))\}\n\$\$\n:::$/gm)].map(
      ([, tag]) => tag,
    );
    assert.deepEqual(
      tagged,
      formulasOf(handout).flatMap(({ tag }) => tag ?? []),
    );
    assert.match(text, /^crossref:\n {2}eq-labels: roman i$/m);
    const myst = await exportedText({ ...handout, choices: { ...handout.choices, flavor: 'myst' } }, 'markdown');
    assert.equal(myst.match(/^:enumerated: false$/gm)!.length, formulasOf(handout).length);
  });
});
