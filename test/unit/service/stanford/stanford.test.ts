import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Analysis } from '../../../../src/analysis/analysis';
import { layerAt, placeAt, rangeOf } from '../../../../src/analysis/places';
import { format } from '../../../../src/language/format/format';
import { inEnglish, say } from '../../../../src/message/message';
import { completionsAt } from '../../../../src/service/complete/completion';
import { convertStanford, MOST_CONVERTED } from '../../../../src/stanford/convertStanford';
import { folds } from '../../../../src/service/navigate/folding';
import { gradientText } from '../../../../src/service/hover/gradientText';
import { hoverAt } from '../../../../src/service/hover/hover';
import { shapeHints } from '../../../../src/service/navigate/inlayHints';
import { networkSummary } from '../../../../src/service/hover/networkSummary';
import { outline } from '../../../../src/service/navigate/outline';
import { pastedMatrix, unaskedPaste } from '../../../../src/service/paste/pasteMatrix';
import { selectionRanges } from '../../../../src/service/navigate/selectionRanges';
import { semanticTokens } from '../../../../src/service/navigate/semanticTokens';
import { signatureAt } from '../../../../src/service/complete/signatureHelp';
import { stanfordNotes } from '../../../../src/service/stanford/stanfordNotes';
import { fixture } from '../../language/fixture';
import { realFiles, stanfordNumbers } from '../../stanford/stanfordFiles';
import { stanfordText } from '../../stanford/stanfordText';
import { finish } from '../../../../src/steps/steps';

const numRuns = Number(process.env['NNET_FUZZ'] ?? 100);

const TEXT = `// Neural Network File Format
// by Kyle Julian
2,2,2,3,
2,3,2,
0,
-1.0,0.0,9,
1.0,10.0,9,
0.5,4.0,7.5,
2.0,8.0,300.0,
1.0,-2.0,
0.5,0.25,
-1.0e-1,3.0,
0.1,
-0.2,
0.3,
1.0,2.0,3.0,
-4.0,5.0,-6.0,
0.7,
-0.8,
`;

/** A cursor between two pieces of the text. */
function at(before: string, after: string): { text: string; offset: number } {
  assert.equal(TEXT.split(before + after).length, 2, `${before}<|>${after} is not once in the text`);
  const { text, cursors } = fixture(TEXT.replace(before + after, `${before}<|>${after}`));
  return { text, offset: cursors[0] };
}

describe('a Stanford NNet file', () => {
  describe('has hovers', () => {
    const says = (name: string, before: string, after: string, over: string, ...expected: readonly RegExp[]) =>
      it(name, async () => {
        const { text, offset } = at(before, after);
        const found = hoverAt(await Analysis.of(text), offset, inEnglish);
        assert.ok(found, 'there is no hover');
        assert.equal(text.slice(found.range.start, found.range.end), over);
        for (const part of expected) assert.match(found.markdown, part);
      });
    says('on the header', '\n', '2,2,2,3', '2', /^The number of layers\.$/);
    says('on the inputs', '2,', '3,2,\n', '3', /layer 1 · ℝ² → ℝ³ · W₁ ∈ ℝ³ˣ² · b₁ ∈ ℝ³ · relu/, /N₁ = /);
    says('on the size of the input', '\n', '2,3,2,', '2', /n₀ = 2/);
    says('on the flag', '2,\n', '0,\n-1.0', '0,', /obsolete/);
    says('on a minimum', '\n-1.', '0,0.0,9', '-1.0', /minimum of x₁: other programs clamp smaller inputs to -1/);
    says('on a minimum too many', '-1.0,0.0,', '9', '9', /This number is not used/);
    says('on a maximum', '1.0,1', '0.0,9', '10.0', /maximum of x₂: other programs clamp larger inputs to 10/);
    says('on a mean', '0.5,4.', '0,7.5', '4.0', /mean of x₂: 4 is subtracted/);
    says('on the mean of the outputs', '0.5,4.0,7', '.5', '7.5', /mean of the outputs: 7.5 is added/);
    says('on a range', '\n', '2.0,8.0', '2.0', /range of x₁: the input minus its mean is divided by 2/);
    says('on the range of the outputs', '8.0,300', '.0', '300.0', /each is multiplied by 300/);
    says('on an entry of W₁', '\n0.5,0.2', '5', '0.25', /w<sup>1<\/sup><sub>22<\/sub> = 0.03125/, /In the file it is 0.25; here it is divided by the range of the input, 8\./); // prettier-ignore
    says('on an entry of b₁', '\n-0.', '2,', '-0.2', /b<sup>1<\/sup><sub>2<\/sub> = /, /In the file it is -0.2; here it includes the means/); // prettier-ignore
    says('on an entry of Wₖ', '-4.0,5.', '0', '5.0', /w<sup>2<\/sup><sub>22<\/sub> = 1500/, /In the file it is 5; here it is multiplied by the range of the outputs, 300\./); // prettier-ignore
    says('on an entry of bₖ', '\n0.', '7,', '0.7', /= 217\.5/, /In the file it is 0.7; .* 300, and their mean, 7.5/);

    it('that say nothing of a scaling that is none', async () => {
      const text = TEXT.replace(/0.5,4.0,7.5,\n2.0,8.0,300.0/, '0\n0');
      const found = hoverAt(await Analysis.of(text), text.indexOf('0.25'), inEnglish);
      assert.match(found!.markdown, /<sub>22<\/sub> = 0\.25/);
      assert.doesNotMatch(found!.markdown, /In the file/);
    });

    it('on a header that contradicts the sizes', async () => {
      const text = TEXT.replace('2,2,2,3,', '2,2,7,3,');
      const found = hoverAt(await Analysis.of(text), text.indexOf('7,3'), inEnglish);
      assert.match(found!.markdown, /The sizes below give 2/);
    });

    it('nowhere else', async () => {
      const { text, offset } = at('// by', ' Kyle');
      assert.equal(hoverAt(await Analysis.of(text), offset, inEnglish), null);
    });
  });

  it('has an outline of its input and its layers, each with W and b', async () => {
    const items = outline((await Analysis.of(TEXT)).checked);
    assert.deepEqual(
      items.map((item) => [item.name, item.detail, item.children.map((child) => `${child.name} ${child.detail}`)]),
      [
        ['X', 'input 2 × 1', []],
        ['layer 1', 'ℝ² → ℝ³ · relu', ['W 3 × 2', 'b 3 × 1']],
        ['layer 2', 'ℝ³ → ℝ² · identity', ['W 2 × 3', 'b 2 × 1']],
      ],
    );
    assert.equal(TEXT.slice(items[1].range.start, items[1].range.end), TEXT.slice(TEXT.indexOf('1.0,-2.0'), TEXT.indexOf(',\n1.0,2.0,3.0'))); // prettier-ignore
  });

  it('can be folded at its header, and at each W and b', async () => {
    assert.deepEqual(
      folds(await Analysis.of(TEXT)).map(({ start, end, kind }) => `${start}-${end} ${kind}`),
      ['9-11 block', '12-14 block', '15-16 block', '17-18 block', '0-1 comment'],
    );
  });

  it('has hints behind the sizes and where each W and b begins', async () => {
    const analysis = await Analysis.of(TEXT);
    const shown = (within = { start: 0, end: TEXT.length }) =>
      shapeHints(analysis, within).map(({ offset, label }) => `${TEXT.slice(0, offset).split('\n').at(-1)}  ${label}`);
    assert.deepEqual(shown(), [
      '2,3,2,  ℝ² → ℝ²',
      '-1.0,0.0,9,  min',
      '1.0,10.0,9,  max',
      '0.5,4.0,7.5,  mean',
      '2.0,8.0,300.0,  range',
      '1.0,-2.0,  W₁ 3 × 2 · relu',
      '0.1,  b₁ 3 × 1',
      '1.0,2.0,3.0,  W₂ 2 × 3 · identity',
      '0.7,  b₂ 2 × 1',
    ]);
    const b1 = TEXT.indexOf('0.1,');
    assert.deepEqual(shown({ start: b1, end: b1 + 10 }), ['0.1,  b₁ 3 × 1']);
  });

  it('is found by its places, and its places in it', async () => {
    const { checked } = await Analysis.of(TEXT);
    const offset = TEXT.indexOf('5.0,-6.0');
    const place = { quantity: 'W', layer: 2, entry: { row: 1, column: 1 } } as const;
    assert.deepEqual(placeAt(checked, offset), place);
    assert.deepEqual(rangeOf(checked, place), { start: offset, end: offset + 3 });
    assert.equal(layerAt(checked, offset), 2);
    assert.equal(layerAt(checked, TEXT.indexOf('0.25')), 1);
    assert.equal(layerAt(checked, TEXT.indexOf('2,3,2')), null);
    const X = rangeOf(checked, { quantity: 'X', layer: 0, sample: 'X', entry: { row: 1, column: 0 } })!;
    assert.equal(TEXT.slice(X.start, X.end), '4.0');
    const grown = selectionRanges(checked, offset).map(({ start, end }) => TEXT.slice(start, end));
    assert.deepEqual(grown.slice(0, 3), ['5.0', '-4.0,5.0,-6.0', '1.0,2.0,3.0,\n-4.0,5.0,-6.0']);
  });

  it('is left alone by what is for the language', async () => {
    const analysis = await Analysis.of(TEXT);
    const offset = TEXT.indexOf('0.25');
    assert.deepEqual(format(analysis.checked.spec), []);
    assert.deepEqual(completionsAt(analysis, offset, inEnglish).items, []);
    assert.equal(signatureAt(analysis, offset, inEnglish), null);
    assert.deepEqual(semanticTokens(analysis.checked), []);
    assert.equal(finish(unaskedPaste('1 2\n3 4', analysis.checked.spec, offset)), null);
    assert.equal(typeof finish(pastedMatrix('1 2\n3 4', analysis.checked.spec, offset)), 'object');
  });

  it('has the gradient of its first output, unless another one is chosen', async () => {
    const analysis = await Analysis.of(TEXT);
    assert.deepEqual(analysis.diagnostics, []);
    assert.equal(say(networkSummary(analysis.checked)!), '17 parameters, affine; no objective yet');
    assert.deepEqual(analysis.madeTrace()!.backward!.objective, { kind: 'output', index: 1 });
    const view = { sample: null, column: null, output: 2 };
    assert.ok((await analysis.check(view))!.maxRelativeError < 1e-7);
    assert.equal((await analysis.trace({ ...view, output: 'none' }))!.backward, null);
    const trace = (await analysis.trace(view))!;
    const notes = stanfordNotes(analysis.stanford, analysis.network);
    const text = gradientText(analysis.network!, [{ trace, check: null }], { notes });
    assert.match(text, /X is set to the means/);
    assert.match(text, /does not say which output to differentiate\. Choose one from the preview/);
    assert.doesNotMatch(text, /the first is used/, 'another one is');
    assert.match(text, /∇X f₂ = /);
  });

  it('says in its hovers how f₁ changes with an entry', async () => {
    // At the means N₁ = b₁, so Σ₁ = (0.1, 0, 0.3): ∂f₁ by the first entry of W₂, the range in it, is 0.1.
    const text = TEXT.replace('1.0,2.0,3.0', '1.5,2.0,3.0');
    const found = hoverAt(await Analysis.of(text), text.indexOf('1.5,2.0'), inEnglish);
    assert.match(found!.markdown, /∂f\/∂w<sup>2<\/sup><sub>11<\/sub> = \*\*0\.1\*\*/);
  });

  describe('may choose its X and its output in comment lines', () => {
    const X = '// nnet: input X = [1.5, 4]\n';
    it('which count in place of the means and the first output', async () => {
      const text = `${X}//nnet: output 2\n${TEXT}`;
      const analysis = await Analysis.of(text);
      assert.deepEqual(analysis.diagnostics, []);
      const trace = analysis.madeTrace()!;
      assert.deepEqual([...trace.forward.sample.X.data], [1.5, 4]);
      assert.deepEqual(trace.backward!.objective, { kind: 'output', index: 2 });
      // (1.5 − 0.5)/2 = 0.5: N₁ = [0.6, 0.05, 0.25], y₂ = −2.4 + 0.25 − 1.5 − 0.8 = −4.45, times 300, plus 7.5.
      assert.ok(Math.abs(trace.forward.output.data[1] - -1327.5) < 1e-9);
      const said = stanfordNotes(analysis.stanford, analysis.network).map((n) => say(n)).join(' '); // prettier-ignore
      assert.match(said, /X comes from the line/);
      assert.match(said, /X is outside them/);
      assert.doesNotMatch(said, /contain no input/);
      const found = hoverAt(analysis, text.indexOf('1.5'), inEnglish)!;
      assert.match(found.markdown, /^x<sub>1<\/sub> = 1\.5\n\n∂f\/∂x<sub>1<\/sub> = /);
      const place = { quantity: 'X', layer: 0, sample: 'X', entry: { row: 1, column: 0 } } as const;
      assert.deepEqual(rangeOf(analysis.checked, place), { start: X.indexOf('4]'), end: X.indexOf('4]') + 1 });
    });

    it('which its conversion keeps', async () => {
      const from = await Analysis.of(`${X}// nnet: output 2\n${TEXT}`);
      const made = convertStanford(from.stanford, from.network, null);
      assert.ok('text' in made);
      assert.doesNotMatch(made.text, /contains no X/);
      const { network } = await Analysis.of(made.text);
      assert.deepEqual(network!.samples[0].X, from.network!.samples[0].X);
      assert.deepEqual(network!.objective, { kind: 'output', index: 2 });
    });

    const wrong = (line: string, code: string, over: string) =>
      it(`${line} is ${code}`, async () => {
        const text = `// nnet: ${line}\n${TEXT}`;
        const { diagnostics, network } = await Analysis.of(text);
        assert.equal(network, null);
        assert.deepEqual(
          diagnostics.map((d) => [d.code, text.slice(d.range.start, d.range.end)]),
          [[code, over]],
        );
      });
    wrong('input X = [1 2 3]', 'input-size', '[1 2 3]');
    wrong('input X = [1/2 3]', 'bad-number', '[1/2 3]');
    wrong('output 3', 'output-range', '3');
    wrong('output 0', 'output-range', '0');
    wrong('layer relu', 'misplaced-statement', 'layer relu');
    wrong('inptu X = [1 2]', 'unknown-statement', 'inptu');

    it('on which a bracket left open ends with its line', async () => {
      const text = `// nnet: input X = [1 2\n// nnet: output 2\n${TEXT}`;
      const { diagnostics } = await Analysis.of(text);
      assert.deepEqual(
        diagnostics.map((d) => [d.code, text.slice(0, d.range.start).split('\n').length]),
        [['unclosed-bracket', 1]],
      );
    });

    it('of which there can be a thousand', async () => {
      const text = `// nnet: output 2\n// or 1\n`.repeat(500_000) + TEXT;
      const { diagnostics } = await Analysis.of(text);
      const said = diagnostics.map((d) => [d.code, text.slice(d.range.start, d.range.end), d.range.start % 26]);
      assert.deepEqual(new Set(said.map(String)), new Set(['duplicate-statement,output,9', 'too-large, output 2,8']));
      assert.equal(said.length, 1000);
    });
  });

  it('has notes that say only what applies', async () => {
    const notes = async (text: string) => {
      const { stanford, network } = await Analysis.of(text);
      return stanfordNotes(stanford, network).map((n) => say(n));
    };
    assert.equal((await notes(TEXT)).length, 4);
    assert.match((await notes(TEXT)).join(' '), /y·300 \+ 7\.5/);
    const bare = (await notes('1\n1,1\n0\n0\n0\n0\n0\n1\n0\n')).join(' ');
    assert.match(bare, /X is set to 0/);
    assert.doesNotMatch(bare, /normalises|scales/);
    assert.deepEqual(await notes('layer relu'), []);
  });

  describe('is converted into the language', () => {
    async function converted(text: string) {
      const from = await Analysis.of(text);
      const made = convertStanford(from.stanford, from.network, 'a "test"');
      assert.ok('text' in made);
      return { from, made, to: await Analysis.of(made.text) };
    }

    /** The network itself, without its activations' functions. */
    const numbersOf = ({ network }: Analysis) => ({
      samples: network!.samples,
      objective: network!.objective,
      layers: network!.layers.map(({ weights, bias, activation }) => ({
        weights,
        bias,
        activation: activation.kind === 'coordinatewise' && activation.uniform!.name,
      })),
    });

    it('with all that the text can say', async () => {
      const { made, to } = await converted(TEXT);
      assert.equal(to.network!.title, 'a "test"');
      assert.match(made.text, /^network .*\n\n# Converted from a Stanford NNet file/);
      assert.match(made.text, /^# The means and ranges are part of W₁, b₁, W₂ and b₂/m);
      assert.match(made.text, /^# {3}−1 ≤ x₁ ≤ 1$/m);
      assert.match(say(made.lost!), /does not/);
      assert.deepEqual(format(to.checked.spec), []);
    });

    it('any network, number for number', async () => {
      await fc.assert(
        fc.asyncProperty(stanfordNumbers, async (file) => {
          const { from, to } = await converted(stanfordText(file));
          assert.deepEqual(to.diagnostics.filter((d) => d.severity === 'error'), []); // prettier-ignore
          assert.deepEqual(numbersOf(to), numbersOf(from));
          assert.deepEqual(to.madeTrace()!.forward.output, from.madeTrace()!.forward.output);
        }),
        { numRuns },
      );
    });

    it('and loses nothing where nothing is clamped', async () => {
      const { made, to } = await converted('1\n1,1\n0\n0\n0\n0\n0\n-0\n1e21\n');
      assert.equal(made.lost, null);
      assert.ok(Object.is(to.network!.layers[0].weights!.data[0], -0));
      assert.equal(to.network!.layers[0].bias!.data[0], 1e21);
    });

    it('also when it is of several megabytes', async function () {
      this.timeout(120_000);
      const row = `${Array.from({ length: 500 }, (_, i) => `0.${123456789 + i}`).join(',')}\n`;
      const text = `1\n500,500,500\n0\n0\n0\n0\n0\n${(row.repeat(500) + '0.25\n'.repeat(500)).repeat(2)}`;
      assert.ok(text.length > 5e6);
      const { from, to } = await converted(text);
      assert.deepEqual(numbersOf(to), numbersOf(from));
    });

    it('unless it is too large, broken or another file', async () => {
      const refusal = async (text: string) => {
        const { stanford, network } = await Analysis.of(text);
        const made = convertStanford(stanford, network, null);
        assert.ok('refusal' in made);
        return say(made.refusal);
      };
      assert.match(await refusal('layer relu'), /not a Stanford NNet file/);
      assert.match(await refusal(TEXT.replace('0.25', '')), /errors/);
      const wide = 1500;
      const row = `${'1,'.repeat(wide)}\n`;
      assert.ok(wide * (wide + 1) > MOST_CONVERTED);
      assert.match(await refusal(`1\n${wide},${wide}\n0\n0\n0\n0\n0\n${row.repeat(wide)}${'1\n'.repeat(wide)}`), /2251500 weights/); // prettier-ignore
    }).timeout(120_000);

    const files = realFiles();
    if (files.length === 0) it('the real ones are not here (NNET_STANFORD names their folder)');
    for (const { name, text } of files) {
      it(name, async () => {
        const { from, to } = await converted(text);
        assert.deepEqual(numbersOf(to), numbersOf(from));
      });
    }
  });
});
