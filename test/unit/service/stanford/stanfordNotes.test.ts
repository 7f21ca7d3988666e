// What the reader of a Stanford NNet file is told, note by note.
import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { say } from '../../../../src/message/message';
import { foreignNotes, stanfordNotes } from '../../../../src/service/stanford/stanfordNotes';

/** Two inputs, two outputs, one layer: the clamps, the means and the ranges as they are in a file. */
function file({ low = '0', high = '0', means = '0', ranges = '0', before = '', outputs = 2 }): string {
  const row = '1,2,\n';
  return `${before}1,2,${outputs},2,\n2,${outputs},\n0,\n${low},\n${high},\n${means},\n${ranges},\n${row.repeat(outputs)}${'0,\n'.repeat(outputs)}`;
}

async function notes(parts: Parameters<typeof file>[0]): Promise<string[]> {
  const { stanford, network, diagnostics } = await Analysis.of(file(parts));
  assert.deepEqual(diagnostics, []);
  return stanfordNotes(stanford, network).map((note) => say(note));
}

const MEANS =
  'Stanford files contain no input; X is set to the means (clamped to their bounds). To choose another X, add a line “// nnet: input X = […]” at the top of the file.';
const NO_MEANS =
  'Stanford files contain no input, and this one has no means; X is set to 0 (clamped to its bounds). To choose another X, add a line “// nnet: input X = […]” at the top of the file.';
const CHOSEN = 'X comes from the line “// nnet: input X = …” in the file.';
const OUTPUT =
  'The file does not say which output to differentiate. Choose one from the preview’s “Output” list, or add a line “// nnet: output 2” at the top of the file.';
const INSIDE =
  'Other programs first clamp every input to its bounds. At X this changes nothing, so the formulas omit it.';
const OUTSIDE =
  'Other programs first clamp every input to its bounds. X is outside them, so their values differ from these: the formulas omit the clamp.';
const BOTH =
  'The file normalises its inputs, (x − mean)/range, and scales its outputs, y·4 + 3. Here both are part of W₁, b₁, W₁ and b₁, which therefore differ from the numbers in the file; X and f are in the units of the file.';
const INPUTS =
  'The file normalises its inputs, (x − mean)/range. Here this is part of W₁ and b₁, which therefore differ from the numbers in the file; X is in the units of the file.';
const OUTPUTS =
  'The file scales its outputs, y·4 + 3. Here this is part of W₁ and b₁, which therefore differ from the numbers in the file; f is in the units of the file.';

describe('The notes on a Stanford NNet file', () => {
  it('say where X comes from, and which output is meant if there are several', async () => {
    assert.deepEqual(await notes({ outputs: 1 }), [NO_MEANS]);
    assert.deepEqual(await notes({}), [NO_MEANS, OUTPUT]);
    assert.deepEqual(await notes({ before: '// nnet: output 2\n' }), [NO_MEANS]);
    assert.deepEqual(await notes({ before: '// nnet: input X = [5 6]\n' }), [CHOSEN, OUTPUT]);
    assert.deepEqual(await notes({ outputs: 1, means: '0,0,0', ranges: '1,1,1' }), [MEANS]);
  });

  it('say what became of means and ranges, of the inputs, of the outputs or of both', async () => {
    const outputs = 1;
    assert.deepEqual(await notes({ outputs, means: '1,2,3', ranges: '2,2,4' }), [MEANS, BOTH]);
    assert.deepEqual(await notes({ outputs, means: '1,2,0', ranges: '1,1,1' }), [MEANS, INPUTS]);
    assert.deepEqual(await notes({ outputs, means: '0,0,0', ranges: '1,2,1' }), [MEANS, INPUTS]);
    assert.deepEqual(await notes({ outputs, means: '0,0,3', ranges: '1,1,4' }), [MEANS, OUTPUTS]);
  });

  it('say whether X is within the bounds, which belong to it', async () => {
    const at = (X: string, low: string, high: string) => notes({ outputs: 1, low, high, before: `// nnet: input X = [${X}]\n` }); // prettier-ignore
    for (const X of ['0 0', '-1 2', '1 -2', '1 2', '-1 -2']) assert.deepEqual(await at(X, '-1,-2', '1,2'), [CHOSEN, INSIDE], X); // prettier-ignore
    for (const X of ['1.5 0', '-1.5 0', '0 2.5', '0 -2.5']) assert.deepEqual(await at(X, '-1,-2', '1,2'), [CHOSEN, OUTSIDE], X); // prettier-ignore
    // A mean outside is taken as the bound, and so is 0 where there are no means.
    assert.deepEqual(await notes({ outputs: 1, low: '2,-2', high: '3,-1' }), [NO_MEANS, INSIDE]);
    const { network } = await Analysis.of(file({ low: '2,-2', high: '3,-1' }));
    assert.deepEqual([...network!.samples[0].X.data], [2, -1]);
    assert.deepEqual(await notes({ outputs: 1, low: '-1,-2', high: '1,2', means: '5,-7,0', ranges: '1,1,1' }), [MEANS, INPUTS, INSIDE]); // prettier-ignore
  });

  it('are none of a text in the language, or without a network', async () => {
    const { stanford, network } = await Analysis.of('input X = [1]\nlayer tanh\nW = 1\n');
    assert.deepEqual([foreignNotes({ stanford, network }), stanfordNotes(stanford, network)], [null, []]);
    const read = await Analysis.of(file({}));
    assert.deepEqual(stanfordNotes(read.stanford, null), []);
    assert.equal(foreignNotes(read)?.length, 2);
  });
});
