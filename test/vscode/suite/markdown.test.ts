import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from './eventually';

describe('fences in Markdown', function () {
  this.timeout(240_000);

  it('are rendered by VS Code’s Markdown engine, as soon as what shows them is loaded', async () => {
    // N = 2·3 − 1.
    const text = '# Lecture\n\n```nnet {forward}\ninput = [3]\nlayer identity\n  W = [2]\n  b = [-1]\n```\n';
    const html = await eventually(
      'the formulas',
      () => vscode.commands.executeCommand<string>('markdown.api.render', text),
      (made) => made.includes('<math'),
    );
    assert.match(html, /<msub><mi>N<\/mi><mn>1<\/mn><\/msub>/);
    assert.match(html, /<mn>5<\/mn>/);
    assert.match(html, /class="katex-html"/);
  });
});
