import { assert } from 'chai';
import MarkdownIt from 'markdown-it';
import * as vscode from 'vscode';
import type { MarkdownContribution } from '../../../src/editor/markdown/markdownPreview';
import { eventually } from './eventually';

describe('fences in Markdown', function () {
  this.timeout(240_000);

  it('are shown by the markdown-it that the extension extends, as soon as what shows them is loaded', async () => {
    const extension = vscode.extensions.getExtension<MarkdownContribution>('nnet.nnet')!;
    const markdown = (await extension.activate()).extendMarkdownIt(new MarkdownIt());
    // N = 2·3 − 1.
    const text = '```nnet {forward}\ninput = [3]\nlayer identity\n  W = [2]\n  b = [-1]\n```\n';
    const html = await eventually(
      'the formulas',
      () => markdown.render(text),
      (made) => made.includes('<math'),
    );
    assert.match(html, /<msub><mi>N<\/mi><mn>1<\/mn><\/msub>/);
    assert.match(html, /<mn>5<\/mn>/);
    assert.match(html, /class="katex-html"/);
  });
});
