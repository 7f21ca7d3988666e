import assert from 'node:assert/strict';
import { check } from '../../../src/language/meaning/checker';
import { say } from '../../../src/message/message';
import { parse } from '../../../src/language/syntax/parser';
import { applied, expectProblems, problem } from './checkerFixture';

function sizes(text: string): readonly (number | null)[] {
  return check(parse(text)).sizes;
}

describe('Blame: which of the statements about a size is wrong', () => {
  it('believes what most say', () => {
    const text =
      'input X = [1 2]\nlayer ‹layer-size|3|› [2 tanh]\nW = [1 2; 3 4]\nb = ‹bias-size|[1 2 3 4]|›\noutput 1';
    assert.deepEqual(expectProblems(text).sizes, [2, 2]);
  });

  it('in a tie believes what comes first', () => {
    assert.deepEqual(expectProblems('input X = 1\nlayer 3 tanh\nW = ‹weight-rows|[1; 2]|›\noutput 1').sizes, [1, 3]);
    assert.deepEqual(
      expectProblems('input X = 1\nlayer [tanh relu]\nb = ‹bias-size|[1 2 3]|›\nW = zeros()\noutput 1').sizes,
      [1, 2],
    );
    assert.deepEqual(
      expectProblems('layer 1 tanh\nW = [1 2 3]\ninput X = ‹input-size|[1 2]|›').sizes,
      [3, 1],
      'the order of the text counts, not that of the network',
    );
  });

  it('counts the columns of the next W, and the targets', () => {
    const hidden = 'input X = 1\nlayer tanh\nW = ‹weight-rows|[1; 2]|›\nb = [1 2 3]\nlayer 1 tanh\nW = [1 2 3]';
    assert.deepEqual(expectProblems(hidden).sizes, [1, 3, 1]);
    const last =
      'input A = 1\ntarget = [1 2]\ninput B = 2\ntarget = [3 4]\nlayer tanh\nW = ‹weight-rows|[1; 2; 3]|›\nloss sse';
    assert.deepEqual(expectProblems(last).sizes, [1, 2]);
  });

  it('counts every input', () => {
    const text = 'layer 1 tanh\nW = ‹weight-columns|[1 2 3]|›\ninput A = [1 2]\ninput B = [1 2]';
    assert.deepEqual(expectProblems(text).sizes, [2, 1]);
  });

  it('does not count what is made', () => {
    assert.deepEqual(
      sizes('input X = [1 2]\nlayer 3 tanh\nW = glorot()\nb = zeros()\nlayer 1 tanh\nW = he()'),
      [2, 3, 1],
    );
  });

  it('names each dissent once, with a statement that won', () => {
    const text = 'input X = [1 2]\nlayer 2 tanh\nW = [1 2; 3 4]\nb = [1 2 3]\noutput 1';
    const found = problem(text, 'bias-size');
    assert.equal(found.said, 'b₁ has length 3, but must have length 2: one entry for each neuron of layer 1.');
    assert.deepEqual(
      found.related.map(({ range }) => text.slice(range.start, range.end)),
      ['2'],
    );
  });

  it('blames rows and columns of one matrix each if a transposition does not mend them', () => {
    expectProblems(
      'input X = [1 2 3]\nlayer 2 tanh\nb = [1 2]\nW = ‹weight-columns|‹weight-rows|[1 2 3 4; 1 2 3 4; 1 2 3 4; 1 2 3 4; 1 2 3 4]|›|›\noutput 1',
    );
  });

  it('goes on behind a broken layer', () => {
    expectProblems(
      'input X = [1 2]\nlayer ‹unknown-activation|foo|›\nW = ‹weight-columns|[1 2 3; 4 5 6]|›\nlayer 1 ‹unknown-activation|bar|›\nW = ‹weight-columns|[1 2 3 4]|›\nb = ‹bias-size|[1 2]|›',
    );
  });
});

describe('A matrix that is the wrong way round', () => {
  it('is one mistake, whatever else it contradicts', () => {
    const text = 'input X = [1 2 3]\nlayer tanh\nW = [1 2; 3 4; 5 6]\nlayer 1 tanh\nW = [1 2]';
    const found = problem(text, 'weight-columns');
    assert.equal(found.said, "W₁ is 3 × 2, but must be 2 × 3. Its transpose fits: add ' after it.");
    assert.equal(found.fixes[0].preferred, true);
    expectProblems(applied(text, found));
  });

  it('is found in every layer of a text that multiplies from the other side', () => {
    expectProblems(
      'input X = [1 2 3]\nlayer tanh\nW = ‹weight-columns|[1 2; 3 4; 5 6]|›\nb = [1 2]\nlayer tanh\nW = ‹weight-columns|[1 2 3 4; 5 6 7 8]|›\nb = [1 2 3 4]\nlayer 1 tanh\nW = ‹weight-columns|[1; 2; 3; 4]|›\nb = 1',
    );
  });

  it('needs its transposition no more if it has one', () => {
    const text = "input X = [1 2 3]\nlayer 2 tanh\nW = [1 2 3; 4 5 6]'\noutput 1";
    const found = problem(text, 'weight-columns');
    assert.equal(found.said, 'W₁ is 3 × 2, but must be 2 × 3. It fits without the transpose.');
    expectProblems(applied(text, found));
  });

  it('may be a batch or its target', () => {
    const batch = 'layer 1 tanh\nW = [1 2]\nbatch X = [1 2; 3 4; 5 6]';
    expectProblems(applied(batch, problem(batch, 'input-size')));
    const target = 'batch X = [1 2 3]\ntarget = [1; 2; 3]\nlayer 1 tanh\nW = 1\nb = 1\nloss sse';
    const found = problem(target, 'target-size');
    assert.equal(found.said, "The target of X is 3 × 1, but must be 1 × 3. Its transpose fits: add ' after it.");
    expectProblems(applied(target, found));
  });

  it('is not the batch if the target fits it as it stands', () => {
    expectProblems('batch X = [1 2; 3 4; 5 6]\ntarget = [1 2]\nlayer 1 tanh\nW = ‹weight-columns|[1 2]|›\nloss sse');
    // As many targets as rows: then it is.
    expectProblems('batch X = ‹input-size|[1 2; 3 4; 5 6]|›\ntarget = [1 2 3]\nlayer 1 tanh\nW = [1 2]\nloss sse');
  });

  it('is blamed in a tie, even if it comes first, where nothing else mends what is wrong', () => {
    const batch = 'batch X = [1 2; 3 4; 5 6]\nlayer 1 tanh\nW = [1 2]';
    const found = problem(batch, 'input-size');
    assert.equal(found.said, "X is 3 × 2, but must be 2 × 3. Its transpose fits: add ' after it.");
    expectProblems(applied(batch, found));
    const W = 'layer tanh\nW = ‹weight-columns|[1 2 3; 4 5 6]|›\nlayer 1 tanh\nW = [1 2 3]\ninput X = [1 2]';
    assert.deepEqual(expectProblems(W).sizes, [2, 3, 1]);
  });
});

describe('Samples in rows', () => {
  const rows = (name: string) => `batch ${name} = [[0,0],[0,1],[1,0],[1,1]]\ntarget = [[0],[1],[1],[0]]\n`;
  const columns = (name: string) => `batch ${name} = [0 0 1 1; 0 1 0 1]\ntarget = [0 1 1 0]\n`;
  const layers = 'layer 2 tanh\n  W = [1 2; 3 4]\nlayer sigmoid\n  W = [1 2]\nloss sse\n';
  const generated = 'layer 2 tanh\n  W = glorot()\nlayer 1 sigmoid\n  W = glorot()\nloss sse\n';

  const oneSlip = (name: string, text: string, sizes: readonly number[]) =>
    it(name, () => {
      const found = problem(text, 'input-size');
      assert.equal(
        found.said,
        'The samples of X and of its target are in rows: X is 4 × 2 and the target 4 × 1, but each sample must be a column. Transpose both.',
      );
      assert.equal(check(parse(text)).diagnostics.length, 1);
      assert.equal(found.fixes.length, 1);
      assert.equal(found.fixes[0].preferred, true);
      assert.deepEqual(expectProblems(applied(text, found)).sizes, sizes);
    });
  oneSlip('of a batch and its target are one mistake, mended together', rows('X') + layers, [2, 2, 1]);
  oneSlip('also below the layers', layers.replace('loss sse\n', '') + rows('X') + 'loss sse\n', [2, 2, 1]);
  oneSlip('also where no W says how many inputs there are', rows('X') + generated, [2, 2, 1]);
  oneSlip('also where the target has only one dissenter', rows('X') + layers.replace('loss', '  b = [1]\nloss'), [2, 2, 1]); // prettier-ignore
  oneSlip('of one of several batches, wherever it comes', columns('A') + rows('X') + layers, [2, 2, 1]);
  oneSlip('of one of several batches, above the right one', rows('X') + columns('B') + layers, [2, 2, 1]);

  it('of each of several batches are told for each', () => {
    const text = rows('A') + rows('B') + layers;
    const { diagnostics } = check(parse(text));
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['input-size', 'input-size'],
    );
    const once = applied(text, diagnostics[0]);
    assert.deepEqual(expectProblems(applied(once, problem(once, 'input-size'))).sizes, [2, 2, 1]);
  });

  it('of several batches without targets are told for each, and blame nothing else', () => {
    const three = (name: string) => `batch ${name} = [[0,0],[0,1],[1,0]]\n`;
    const net = 'layer 2 tanh\n  W = [1 2; 3 4]\nlayer sigmoid\n  W = [1 2]\n';
    for (const text of [three('A') + three('B') + net, net + three('A') + three('B') + three('C')]) {
      const { diagnostics, sizes } = check(parse(text));
      assert.deepEqual([...new Set(diagnostics.map(({ code }) => code))], ['input-size']);
      assert.equal(diagnostics.length, text.split('batch').length - 1);
      assert.deepEqual(sizes, [2, 2, 1]);
      const [first] = diagnostics.map(({ message }) => say(message));
      assert.equal(first, "A is 3 × 2, but must be 2 × 3. Its transpose fits: add ' after it.");
    }
    const labels = 'batch A = [[0,0],[0,1],[1,0]]\ntarget = onehot([1 2 1])\n';
    const classes = 'layer 2 softmax\n  W = [1 2; 3 4]\nloss cross_entropy\n';
    const { diagnostics } = check(parse(labels + labels.replace('A', 'B') + classes));
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['input-size', 'input-size'],
    );
    // A W the wrong way round is one mistake, that of several batches would be more.
    problem(`batch A = [1 2; 3 4; 5 6]\nbatch B = [1 2; 3 4; 5 6]\nlayer tanh\n  W = [1 2; 3 4; 5 6]\nlayer sigmoid\n  W = [1 2]\n`, 'weight-columns'); // prettier-ignore
    // Also where nothing else says how many neurons the layer has.
    problem(`batch A = [1 2 3; 3 4 5]\nbatch B = [1 2 3; 4 5 6]\nlayer tanh\n  W = [1 2 3; 3 4 5]\noutput 1\n`, 'weight-columns'); // prettier-ignore
  });

  it('of a batch as many as its inputs are told at the target', () => {
    const text = `batch X = [[0,1],[1,0]]\ntarget = [[1],[0]]\n${layers}`;
    const found = problem(text, 'target-size');
    assert.match(found.said, /^The samples of X and of its target are in rows/);
    assert.match(applied(text, found), /^batch X = \[\[0,1\],\[1,0\]\]'\ntarget = \[\[1\],\[0\]\]'\n/);
  });

  it('of the batch alone, or of the target alone, are that one’s mistake', () => {
    const batch = `batch X = [[0,0],[0,1],[1,0],[1,1]]\ntarget = [0 1 1 0]\n${layers}`;
    const first = problem(batch, 'input-size');
    assert.equal(first.said, "X is 4 × 2, but must be 2 × 4. Its transpose fits: add ' after it.");
    expectProblems(applied(batch, first));
    const target = `batch X = [0 0 1 1; 0 1 0 1]\ntarget = [[0],[1],[1],[0]]\n${layers}`;
    const second = problem(target, 'target-size');
    assert.equal(second.said, "The target of X is 4 × 1, but must be 1 × 4. Its transpose fits: add ' after it.");
    expectProblems(applied(target, second));
  });

  it('are not guessed where the samples are in columns, and the target names the size that it must have', () => {
    const text = `batch X = [0 0 1; 0 1 0]\ntarget = ‹target-size|[0 1 1; 1 0 0]|›\n${layers.replace('loss', '  b = [1]\nloss')}`;
    assert.equal(expectProblems(text).sizes.at(-1), 1);
    const short = problem(
      text.replace('[0 1 1; 1 0 0]', '[0 1; 1 0]').replace(/‹target-size\||\|›/g, ''),
      'target-size',
    );
    assert.match(short.said, /is 2 × 2, but must be 1 × 3: one row for each neuron/);
  });
});

describe('Decimal commas', () => {
  it('are said, and mended, in W', () => {
    const text = 'input X = [1 2]\nlayer tanh\nW = [0,15 0,20\n     0,25 0,30]\noutput 1';
    const found = problem(text, 'weight-columns');
    assert.equal(
      found.said,
      'W₁ has 4 entries per row, expected 2. Write decimals with a point (0.15); a comma separates entries.',
    );
    assert.equal(applied(text, found), 'input X = [1 2]\nlayer tanh\nW = [0.15 0.20\n     0.25 0.30]\noutput 1');
  });

  it('are said, and mended, where the size of the layer is stated too', () => {
    const text = 'input X = [1 2]\nlayer 2 tanh\nW = [0,15 0,20\n     0,25 0,30]\noutput 1';
    const fixed = 'input X = [1 2]\nlayer 2 tanh\nW = [0.15 0.20\n     0.25 0.30]\noutput 1';
    assert.equal(applied(text, problem(text, 'weight-columns')), fixed);
  });

  it('are said, and mended, in a vector', () => {
    for (const [text, code, said] of [
      ['layer tanh\nW = [1 2]\ninput X = [0,5 1,5]', 'input-size', 'X has 4 entries'],
      ['input X = 1\nlayer tanh\nW = [1; 2]\nb = [0,5 -1,5]\noutput 1', 'bias-size', 'b₁ has 4 entries'],
      [
        'input X = 1\nlayer tanh\nW = [1; 2]\ntarget = [0,5 1,5]\nloss sse',
        'target-size',
        'The target of X has 4 entries, expected 2.',
      ],
    ] as const) {
      assert.ok(problem(text, code).said.startsWith(said), said);
      expectProblems(applied(text, problem(text, code)));
    }
  });

  it('are said, and mended, in a column', () => {
    const points = 'Write decimals with a point (0.15)';
    for (const [text, code, said, fixed] of [
      [
        'input X = [0,5; 0,3]\nlayer 1 tanh\nW = [1 2]',
        'input-size',
        `An input is one column, but this is 2 × 2. ${points}; for several samples, one per column, use batch.`,
        'input X = [0.5; 0.3]\nlayer 1 tanh\nW = [1 2]',
      ],
      [
        'input X = 1\nlayer tanh\nW = [1; 2]\nb = [0,5; -1,25]\noutput 1',
        'bias-size',
        `b₁ is one column, but this is 2 × 2. ${points}; a comma separates entries.`,
        'input X = 1\nlayer tanh\nW = [1; 2]\nb = [0.5; -1.25]\noutput 1',
      ],
      [
        'input X = 1\nlayer tanh\nW = [1; 2; 3]\ntarget = [0,5; 1,5; 2,5]\nloss sse',
        'target-size',
        `X is one column, so its target must be one column too, but this is 3 × 2. ${points}; a comma separates entries.`,
        'input X = 1\nlayer tanh\nW = [1; 2; 3]\ntarget = [0.5; 1.5; 2.5]\nloss sse',
      ],
    ] as const) {
      assert.equal(problem(text, code).said, said);
      assert.equal(applied(text, problem(text, code)), fixed);
      expectProblems(fixed);
    }
  });

  it('are not guessed where a comma has a blank, or the length is right', () => {
    assert.doesNotMatch(problem('input X = [0, 5; 0, 3]\nlayer 1 tanh\nW = [1 2]', 'input-size').said, /decimals/);
    assert.doesNotMatch(problem('input X = [1,2 3,4; 5,6 7,8]\nlayer 1 tanh\nW = [1 2]', 'input-size').said, /decimals/); // prettier-ignore

    const spaced = problem('input X = [1 2]\nlayer 1 tanh\nW = [0, 15, 0, 20]', 'weight-columns');
    assert.equal(spaced.said, 'W₁ is 1 × 4, but must be 1 × 2: one column for each entry of the input.');
    expectProblems('input X = [0,15 0,20]\nlayer 1 tanh\nW = [1,2,3,4]');
  });
});

describe('Two mistakes are two diagnostics', () => {
  for (const text of [
    'input X = [1 ‹unknown-name|q|›]\nlayer 1 ‹unknown-activation|foo|›\nW = [1 2]',
    'input X = [1 2]\nlayer 1 ‹unknown-activation|foo|›(‹unknown-name|q|›)\nW = [1 2]',
    'input X = [1 2]\nlayer 1 tanh\nW = ‹weight-columns|[1 2 3]|›\nb = ‹bias-size|[1 2]|›',
    'input X = [1 2]\nlayer 2 tanh\nW = ‹weight-rows|[1 ‹unknown-name|q|›]|›\noutput 1',
    'input X = [1 2]\ntarget = ‹target-size|[1 2]|›\nlayer 1 tanh\nW = [1 2]\nb = ‹not-finite|1/0|›\nloss ‹unknown-loss|foo|›',
    '‹misplaced-statement|target|› = 1\n‹misplaced-statement|W|› = 1\ninput X = 1\nlayer tanh\nW = 1',
    'input X = 1\nlayer ‹softmax-position|softmax|›\nW = [1; 2]\nb = ‹bias-size|[1 2 3]|›\nlayer 1 tanh\nW = [1 2]',
    'let a = ‹domain-error|ln(0 - 1)|›\nlet ‹duplicate-name|a|› = 2\ninput X = a\nlayer tanh\nW = 1\noutput ‹output-range|3|›',
    'input X = [1 2]\nlayer 1 tanh\nW = [1 ‹unexpected-token|)|›2]\nlayer 2 tanh\nW = ‹weight-rows|[1]|›\noutput 1',
  ]) {
    it(text.replace(/\n/g, ' ⏎ '), () => void expectProblems(text));
  }
});

describe('What follows from a mistake is not said', () => {
  for (const text of [
    'let c = ‹unexpected-token|)|›\ninput X = [1 c]\nlayer 1 tanh\nW = [1 2]',
    'let c = ‹unknown-name|q|› + 1\nlet d = c\ninput X = [1 d]\nlayer 1 tanh\nW = [1 2]',
    '‹unknown-statement|et|› c = 1\ninput X = [1 c]\nlayer 1 tanh\nW = [1 2]',
    'input X = [1 2]\nlayer 1 ‹unexpected-token|)|›\nW = [1 2]\nlayer 1 tanh\nW = 1',
    'input X = [1 2]\nlayer 1 tanh\nW = [1 2 ‹unexpected-token|)|›3]\ntarget = 1\nloss sse',
    'input X = ‹unclosed-bracket|[|›1 2\nlayer 1 tanh\nW = [1 2]',
    'activation f(x) = ‹unknown-name|y|›\ninput X = 1\nlayer f\nW = 1',
    'activation f(x) = ‹unexpected-token|)|›\nactivation g(x) = f(x)\ninput X = 1\nlayer g\nW = 1',
    'input X = 1\nlayer 3 tanh\nW = [1; 2; 3]\n‹unknown-statement|dense|› 2 tanh\nW = [1 2 3; 4 5 6]\nlayer 1 tanh\nW = [1 2]',
    'input X = 1\n‹unknown-statement|leyer|› 1 tanh\nW = 1',
    'input X = 1\nlayer 1 tanh\n‹unknown-statement|w|› = 1',
    '‹unknown-statement|inptu|› X = 1\ntarget = 1\nlayer 1 tanh\nW = 1\nloss sse',
    'input X = 1\n‹unknown-statement|taget|› = 1\nlayer 1 tanh\nW = 1\nloss sse',
    'input X = 1\ntarget = 1\nlayer 1 tanh\nW = 1\n‹unknown-statement|lss|› sse',
    'input X = 1\nlayer tanh\nW = file(‹file-not-found|"w.csv"|›)\nb = zeros()\nlayer 1 tanh\nW = glorot()',
    'input X = 1\nlayer ‹bad-number|0|› tanh\nlayer 1 tanh\nW = zeros()',
    'let c = 1\ninput X = ‹unclosed-bracket|[|›c 1\nlayer 1 tanh\nW = 1',
    'input X = 1\nlayer ‹too-large|3000000|› tanh\nW = zeros()\nlayer 4000000 tanh\nW = zeros()\noutput 1',
  ]) {
    it(text.replace(/\n/g, ' ⏎ '), () => void expectProblems(text, ['missing-weights']));
  }
});
