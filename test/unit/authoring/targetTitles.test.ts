import assert from 'node:assert/strict';
import { targetTitles, usualParts } from '../../../src/authoring/targetTitles';
import { targetNames, targets } from '../../../src/authoring/targets';
import { say } from '../../../src/message/message';
import { translation } from '../../../src/message/translation';

describe('what can be exported', () => {
  it('is offered in this order, by these names, as files that other programs know by their ending', () => {
    const said = Object.entries(targetTitles).map(([name, { title, extension }]) => [name, say(title), extension]);
    assert.deepEqual(said, [
      ['latex', 'LaTeX article', '.tex'],
      ['beamer', 'LaTeX slides (Beamer)', '.tex'],
      ['markdown', 'Markdown', '.md'],
      ['html', 'HTML page', '.html'],
      ['slides', 'HTML slides', '.html'],
      ['typst', 'Typst document', '.typ'],
      ['notebook', 'Jupyter notebook', '.ipynb'],
      ['formulas-svg', 'Formulas as a picture (SVG)', '.svg'],
      ['formulas-png', 'Formulas as a picture (PNG)', '.png'],
      ['png', 'Drawing as PNG', '.png'],
      ['svg', 'Drawing as SVG', '.svg'],
      ['tikz', 'Drawing as TikZ', '.tex'],
      ['numpy', 'NumPy script', '.py'],
      ['pytorch', 'PyTorch script', '.py'],
      ['jax', 'JAX script', '.py'],
    ]);
  });

  it('is written into files with that ending', () => {
    for (const name of targetNames) assert.equal(targets[name].extension, targetTitles[name].extension, name);
  });

  it('has its own name in Russian too', () => {
    const names = Object.values(targetTitles).map(({ title }) => say(title, translation('ru')));
    assert.equal(new Set(names).size, names.length);
    names.forEach((name) => assert.match(name, /\S/));
  });

  it('asks for parts only where there are some, and a picture shows the formula alone', () => {
    for (const [name, { parts }] of Object.entries(targetTitles))
      assert.equal(parts, !/^(png|svg|tikz|numpy|pytorch|jax)$/.test(name), name);
    assert.deepEqual(usualParts('formulas-png'), ['formula']);
    assert.deepEqual(usualParts('formulas-svg'), ['formula']);
    assert.ok(usualParts('latex').length > 1);
  });
});
