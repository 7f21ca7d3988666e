// What is written in the place of a fence in a file for a program that shows Markdown.
import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { usualHandout } from '../../../../src/authoring/choices';
import { fenceSteps, openFence, type Fence } from '../../../../src/authoring/fences/fence';
import { FenceMarkdown } from '../../../../src/authoring/fences/fenceMarkdown';
import type { Flavor } from '../../../../src/authoring/markdown/flavors';
import { inEnglish } from '../../../../src/message/message';
import { finish } from '../../../../src/steps/steps';

/** N₁ = 2·3 = 6, ∇_{W₁} L = (6 − 4)·3 = 6. */
const TEXT = `network "A & B"
input X = [3]
target = [4]
layer identity
  W = [2]
loss half_sse
exercise "One"
  ask N1
`;

async function fence(info: string, text = TEXT): Promise<Fence> {
  const opened = openFence(text, info);
  if ('pieces' in opened) return opened;
  const of = { choices: usualHandout, file: 'a.md', foreign: () => null };
  return finish(fenceSteps(await Analysis.of(text), opened, of));
}

async function written(info: string, flavor: Flavor = 'github', name = 'a', text = TEXT) {
  const markdown = new FenceMarkdown(flavor, inEnglish, name);
  return { text: markdown.fence(await fence(info, text)), files: markdown.files };
}

describe('A fence as Markdown', () => {
  it('is its text as a block of code, with a longer sign than any in it', async () => {
    assert.equal((await written('nnet {spec}')).text, `\`\`\`text\n${TEXT}\`\`\``);
    for (const [text, sign] of [
      ['# `a`\n', '```'],
      ['# ```\n', '````'],
      ['# a\r\n# ````` b\r\n', '``````'],
    ]) {
      assert.equal(
        (await written('nnet {spec}', 'github', 'a', text)).text,
        `${sign}text\n${text.replaceAll('\r', '')}${sign}`,
      );
    }
  });

  it('has no heading for one part, and bold headings for several, which are not in the outline of the file', async () => {
    const one = (await written('nnet {gradient}')).text;
    const both = (await written('nnet {forward gradient}')).text;
    const headings = ['**Layer 1**', '**The gradient as a whole**'];
    const bold = (text: string) => text.match(/^\*\*.*\*\*$/gm);
    assert.deepEqual(bold(one), headings);
    assert.deepEqual(bold(both)!.filter((line) => /Forward|Gradient/.test(line)), ['**Forward**', '**Gradient**']); // prettier-ignore
    assert.ok(both.startsWith('**Forward**\n\n') && both.endsWith(`\n\n**Gradient**\n\n${one}`), both);
    assert.match(one, /\\nabla_\{W_1\} L/);
    assert.doesNotMatch(both, /^#/m);
  });

  it('has a drawing as a file beside it, numbered through the file, with a description and no heading', async () => {
    const { text, files } = await written('nnet {drawing}', 'github', 'my <file>');
    assert.match(text, /^!\[The network as neurons[^\]]*\]\(<my%20%3Cfile%3E-1\.svg>\)$/);
    assert.deepEqual(
      files.map(({ name }) => name),
      ['my <file>-1.svg'],
    );
    assert.match(String(files[0].content), /<svg [^]*<title>A &amp; B<\/title>[^]*<\/svg>\s*$/);
    const markdown = new FenceMarkdown('github', inEnglish, 'b');
    const drawing = await fence('nnet {forward drawing}');
    const twice = [markdown.fence(drawing), markdown.fence(drawing)].map((one) => one.match(/b-\d\.svg/g));
    assert.deepEqual(twice, [['b-1.svg'], ['b-2.svg']]);
    assert.deepEqual(
      markdown.files.map(({ name }) => name),
      ['b-1.svg', 'b-2.svg'],
    );
    assert.doesNotMatch(markdown.fence(drawing), /\*\*(?!Layer 1)\w/);
  });

  it('has an exercise with its network once, and its key', async () => {
    const sheet = (await written('nnet {exercise}')).text;
    assert.match(sheet, /One/);
    assert.doesNotMatch(sheet, /= 6/);
    assert.match((await written('nnet {key}')).text, /6/);
    const both = (await written('nnet {exercise key}')).text;
    assert.equal(both.split('One').length - 1, 2);
    assert.ok(both.startsWith(sheet), 'the network is introduced once');
  });

  it('has no part that is refused', async () => {
    const broken = await written('nnet {gradient}', 'github', 'a', 'layer foo\n');
    assert.equal(broken.text, '```text\nlayer foo\n```');
  });

  it('has the labels of formulas once in a file, where the program has labels', async () => {
    for (const [flavor, label] of [
      ['quarto', /\{#[\w-]+/g],
      ['myst', /^:label: .*$/gm],
    ] as const) {
      const markdown = new FenceMarkdown(flavor, inEnglish, 'a');
      const gradient = await fence('nnet {gradient}');
      const labels = [markdown.fence(gradient), markdown.fence(gradient)].flatMap((one) => one.match(label) ?? []);
      assert.equal(new Set(labels).size, labels.length, `${flavor}: ${labels.join()}`);
      assert.ok(labels.length >= 2, flavor);
    }
  });
});
