import assert from 'node:assert/strict';
import fs from 'node:fs';
import { exportOf } from '../../../exportOf';

describe('a LaTeX article', () => {
  it('has a tall formula in lines between which a page can end, but not before the first numbers of an equation', async () => {
    const text = fs.readFileSync('examples/large.nnet', 'utf8');
    const lines = (await exportOf(text, 'latex', { what: ['gradient'] }))
      .split('\n')
      .filter((line) => line.startsWith('\\tall'));
    const ofFirst = lines.find((line) => line.includes('{\\nabla_{W_1} L') || line.includes('\\nabla_{W_1} L &='))!;
    assert.match(ofFirst, /^\\tall\{\\linewidth\}\{\}\{ \\nabla_\{W_1\} L &= [^&]*? \\\\\*\[0\.8em\] &= /);
    assert.doesNotMatch(ofFirst, /\\begin\{aligned\}/);
  });

  it('has its number in the paper at a tall formula', async () => {
    const text = fs.readFileSync('examples/paper.nnet', 'utf8');
    assert.match(
      await exportOf(text, 'latex', { what: ['formula'] }),
      /^\\tall\{\\dimexpr\\linewidth-6em\}\{\\tag\*\{\(3\)\} \}\{/m,
    );
  });
});
