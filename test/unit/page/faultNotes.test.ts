import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { say } from '../../../src/message/message';
import { buildPage } from '../../../src/page/networkPage';
import { usualChoices } from '../../../src/page/pageChoices';

/** The notes of the page of a text about what has no finite value, by their ids. */
async function notes(text: string, inFractions = false): Promise<Map<string, string>> {
  const analysis = await Analysis.of(text);
  const trace = await analysis.trace();
  const page = buildPage({
    network: analysis.network!,
    trace: trace && inFractions ? await analysis.withFractions(trace) : trace,
    check: null,
    work: null,
    choices: inFractions ? { ...usualChoices, digits: { kind: 'fractions', count: 4 } } : usualChoices,
  });
  const found = new Map<string, string>();
  for (const block of page.sections.flatMap(({ blocks }) => blocks)) {
    if (block.kind !== 'note' || !/fault|notFinite|lossKinks/.test(block.id)) continue;
    found.set(
      block.id,
      block.content
        .map((part) => (part.kind === 'text' ? say(part.text) : part.kind === 'math' ? part.tex : ''))
        .join(''),
    );
  }
  return found;
}

describe('what has no finite value', () => {
  it('is said where its number would be, and once more under the check', async () => {
    const cases: [string, string, RegExp][] = [
      ['input X = [1000]\nlayer exp\nW = [1]', 'forward.1.fault', /exp is not finite at N = 1000/],
      ['input X = [-1]\ntarget = [1]\nlayer identity\nW = [1]\nloss cross_entropy', 'forward.value.fault', /is -1/],
      [
        'input X = [0]\nlayer identity\nW = [1]\nlayer identity\nW = [1e200]\nlayer tanh\nW = [1e200]',
        'gradient.1.fault',
        /Δ₁/,
      ],
      ['input X = [1 0]\nlayer identity\nW = [0 1e200]\nlayer tanh\nW = [1e200]', 'gradient.X.fault', /entry 2 of ∇X/],
    ];
    for (const [text, id, words] of cases) {
      const found = await notes(text);
      assert.deepEqual([...found.keys()], [id, 'check.notFinite'], text);
      for (const said of found.values()) assert.match(said, words);
    }
  });

  it('is what a double cannot hold, below the number', async () => {
    const found = await notes('input X = [-800 400]\nlayer [sigmoid tanh]\nW = [1 0; 0 1]\noutput 1\n');
    assert.deepEqual([...found.keys()], ['forward.1.fault.Sigma', 'forward.1.fault.dSigma']);
    assert.match(found.get('forward.1.fault.Sigma')!, /entry 1 of Σ₁ is closer to 0 .* taken as 0/);
    const back = await notes('input X = [1e-200 1]\nlayer identity\nW = [0 1]\nlayer identity\nW = 1e-200\n');
    assert.deepEqual([...back.keys()], ['gradient.1.fault.gradW']);
  });

  it('is what remains of terms that nearly cancel, below the number', async () => {
    const text =
      'input X = [1 1 1]\ntarget = [0.3; 1]\nlayer tanh\nW = [0.1 0.2 -0.3; 1 0 0]\nlayer identity\nW = [0 0; 1 1]\nb = [0.3; 0]\nloss half_sse\n';
    const found = await notes(text);
    assert.deepEqual([...found.keys()], ['forward.1.fault.N.digits']);
    assert.match(found.get('forward.1.fault.N.digits')!, /entry 1 of N₁ is 2\.776e-17, .* no correct digit/);
    const output = await notes('input X = [1 1]\ntarget = 0.3\nlayer identity\nW = [0.1 0.2]\nloss half_sse\n');
    assert.deepEqual(
      [...output.keys()],
      ['forward.value.fault.value.digits', 'gradient.start.fault.lossGradient.digits'],
    );
    const fractions = await notes(text, true);
    assert.deepEqual([...fractions.keys()], []);
    // Behind tanh no number is a fraction: tanh 1 − 0.9999999999999999·tanh 1, and the same of its derivative.
    const behind = await notes(
      'input X = [1]\nlayer tanh\nW = [1; 1]\nlayer identity\nW = [1 -0.9999999999999999]\noutput 1\n',
      true,
    );
    assert.deepEqual([...behind.keys()], ['forward.2.fault.N.digits', 'gradient.X.fault.gradX.digits']);
  });

  it('is nothing where Δ is taken from N', async () => {
    const found = await notes('input X = [1000]\ntarget = [0 1]\nlayer softmax\nW = [1; -1]\nloss cross_entropy');
    assert.deepEqual([...found.keys()], ['forward.1.fault.Sigma', 'gradient.start.fault']);
    assert.match(found.get('gradient.start.fault')!, /Δ of the last layer is finite/);
  });
});

describe('Kinks of the loss', () => {
  // |1 − 1| and max(0, 1 − y·t) at y·t = 1, of which the first argument counts; with max(1 − y·t, 0) the slope is −t.
  const cases: [loss: string, conventions: string][] = [
    ['l1', '(\\nabla L)_{1} := 0'],
    ['(y, t) = max(0, 1 - y*t)', '(\\nabla L)_{1} := 0'],
    ['(y, t) = max(1 - y*t, 0)', '(\\nabla L)_{1} := -1'],
    ['(y, t) = 3*abs(y - t)', '(\\nabla L)_{1} := 0'],
  ];
  for (const [loss, conventions] of cases) {
    it(`of ${loss} are marked with what ∇L is taken as`, async () => {
      const found = await notes(`input X = [1 3]\ntarget = [1 1]\nlayer identity\nW = [1 0; 0 1]\nloss ${loss}\n`);
      for (const id of ['gradient.start.lossKinks', 'check.lossKinks'])
        assert.ok(found.get(id)?.includes(conventions), JSON.stringify([...found]));
    });
  }

  it('are none for a loss without any', async () => {
    for (const loss of ['huber', 'half_sse', '(y, t) = (y - t)^2*abs(y - t)']) {
      const found = await notes(`input X = [1 3]\ntarget = [1 1]\nlayer identity\nW = [1 0; 0 1]\nloss ${loss}\n`);
      assert.deepEqual([...found.keys()], []);
    }
  });
});
