import assert from 'node:assert/strict';
import { check } from '../../../../src/language/meaning/checker';
import { format, withEdits } from '../../../../src/language/format/format';
import { parse } from '../../../../src/language/syntax/parser';
import { outline } from '../../../../src/service/navigate/outline';

const network =
  'input X = [1 2]\ntarget = 1\nlayer tanh\nW = [1 2; 3 4]\nb = [0 1]\nlayer identity\nW = [1 -1]\nloss half_sse\n';

function exercisesOf(text: string) {
  const { exercises, diagnostics } = check(parse(network + text));
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    [],
  );
  return exercises;
}

describe('exercises in the text', () => {
  it('have their quantities in the order of the text, with entries, points and notes', () => {
    const [first, second] = exercisesOf(
      'exercise "One"\ngive N1, Σ₁\nask Σ′₁: 1.5 Delta_2\nask gradW1[2, 1]: 2 ∇b₁ ∇X\nnote "a"\nnote "b"\nexercise "Two"\nask f L',
    );
    const listed = (items: typeof first.ask) =>
      items.map(({ quantity, layer, entry, points }) => [quantity, layer, entry && [entry.row, entry.column], points]);
    assert.equal(first.title, 'One');
    assert.deepEqual(listed(first.give), [
      ['N', 1, null, null],
      ['Sigma', 1, null, null],
    ]);
    assert.deepEqual(listed(first.ask), [
      ['dSigma', 1, null, 1.5],
      ['Delta', 2, null, null],
      ['gradW', 1, [2, 1], 2],
      ['gradb', 1, null, null],
      ['gradX', null, null, null],
    ]);
    assert.deepEqual(first.notes, ['a', 'b']);
    assert.deepEqual(listed(second.ask), [
      ['f', null, null, null],
      ['L', null, null, null],
    ]);
  });

  it('are formatted: indented, one blank after a colon, indices as they are', () => {
    const text = 'layer tanh\nexercise "One"\nask   Σ′₁ :2  gradW1[2,3]\n    note   "x"\n';
    assert.equal(
      withEdits(text, format(parse(text))),
      'layer tanh\nexercise "One"\n  ask Σ′₁: 2 gradW1[2, 3]\n  note "x"\n'
        .replace(/ask {3}/, 'ask   ')
        .replace(/note {3}/, 'note   '),
    );
  });

  it('are in the outline with all that belongs to them', () => {
    const text = `${network}exercise "One"\n  ask f\n  note "x"\n`;
    const item = outline(check(parse(text))).at(-1)!;
    assert.equal(item.name, 'One');
    assert.equal(text.slice(item.range.start, item.range.end), 'exercise "One"\n  ask f\n  note "x"');
  });
});

describe('numbers for hand calculation', () => {
  const made = (text: string, variant = 0) => {
    const { network: found, diagnostics } = check(parse(text), undefined, variant);
    assert.ok(found, JSON.stringify(diagnostics));
    return found;
  };

  it('are whole, between the bounds, every one of them, and not 0 where nonzero is said', () => {
    const { layers, samples } = made(
      'input 40\ninput X = integers(-1, 2, seed = 3, nonzero)\ntarget = choose([-1, 1/2, 2])\nlayer 50 identity\nW = integers(-2, 3)\nloss sse',
    );
    assert.deepEqual(
      [...new Set(layers[0].weights!.data)].sort((a, b) => a - b),
      [-2, -1, 0, 1, 2, 3],
    );
    assert.deepEqual(
      [...new Set(samples[0].X.data)].sort((a, b) => a - b),
      [-1, 1, 2],
    );
    assert.deepEqual(
      [...new Set(samples[0].target!.data)].sort((a, b) => a - b),
      [-1, 0.5, 2],
    );
  });

  it('are others in each variant, and the same when the variant is made again; written numbers stay', () => {
    const text = 'input X = [1 2 3]\nlayer 20 identity\nW = uniform(-1, 1, seed = 4)\nb = integers(1, 9)\noutput 1';
    const numbers = (variant: number) =>
      made(text, variant).layers.flatMap(({ weights, bias }) => [...weights!.data, ...bias!.data]);
    assert.deepEqual(numbers(0), [...made(text).layers[0].weights!.data, ...made(text).layers[0].bias!.data]);
    assert.deepEqual(numbers(7), numbers(7));
    assert.notDeepEqual(numbers(7), numbers(8));
    assert.deepEqual([...made(text, 7).samples[0].X.data], [1, 2, 3]);
  });
});
