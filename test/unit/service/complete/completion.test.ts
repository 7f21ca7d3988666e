import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Analysis } from '../../../../src/analysis/analysis';
import { inEnglish } from '../../../../src/message/message';
import { completionsAt } from '../../../../src/service/complete/completion';
import { signatureAt } from '../../../../src/service/complete/signatureHelp';
import { fixture } from '../../language/fixture';

async function labels(marked: string): Promise<string[]> {
  const { text, cursors } = fixture(marked);
  return completionsAt(await Analysis.of(text), cursors[0], inEnglish).items.map((item) => item.label);
}

/** The completions at the cursor hold all of `there` and none of `absent`. */
function offers(name: string, marked: string, there: string[], absent: string[] = []): void {
  it(name, async () => {
    const found = await labels(marked);
    for (const label of there) assert.ok(found.includes(label), `${label} is not among ${found.join(' ')}`);
    for (const label of absent) assert.ok(!found.includes(label), `${label} is among ${found.join(' ')}`);
  });
}

describe('completion', () => {
  offers('statements at the start', '<|>', ['network', 'input', 'layer', 'let'], ['target', 'W']);
  offers('W and b below a layer', 'input 2\nlayer relu\n  <|>', ['W', 'b', 'layer', 'loss'], []);
  offers('only what is missing', 'layer relu\nW = [1]\nloss sse\n<|>', ['b', 'rate'], ['W', 'loss', 'output']);
  offers('activations', 'activation bump(x) = x\nlayer <|>', ['bump', 'sigmoid', 'relu', 'softmax']);
  offers('no softmax before the last layer', 'layer <|>\nlayer relu', ['relu'], ['softmax']);
  offers('behind a name and a size', 'layer hidden: 3 si<|>', ['sigmoid', 'sin']);
  offers('one per neuron', 'layer [tanh <|>', ['relu'], ['softmax']);
  offers('the size that the weights state', 'input 2\nlayer <|> relu\n  W = [1 2; 3 4; 5 6]', ['3']);
  offers('the size of the input', 'input <|>\nlayer relu\nW = [1 2 3]', ['3']);
  offers('parameters of an activation', 'layer leaky_relu(<|>)', ['slope =', 'pi']);
  offers('losses', 'loss <|>', ['half_sse', 'huber'], ['relu']);
  offers('the arguments of a loss of one’s own', 'loss (out, t) = <|>', ['out', 't', 'abs', 'sum']);
  offers('them inside parentheses', 'loss (y, t) = abs(y - <|>', ['y', 't'], ['sum']);
  offers(
    'numbers for a parameter of a loss',
    'let c = 1\nloss huber(delta = <|>',
    ['c', 'pi'],
    ['huber', 'delta', 'sum'],
  );
  offers('reductions behind it', 'let c = 1\nloss huber(delta = 2) <|>', ['sum', 'mean'], ['huber', 'c', 'pi']);
  offers('nothing before the = of a loss', 'loss (y, t) <|>', [], ['sum', 'y']);
  offers('reductions', 'loss sse <|>', ['sum', 'mean'], ['sse']);
  offers('inputs for a target', 'input A = [1]\ninput B = [2]\ntarget <|>', ['A', 'B']);
  offers('made matrices', 'layer relu\nW = <|>', ['glorot', 'zeros', 'file'], ['sin']);
  offers('their arguments', 'layer relu\nW = uniform(-1, 1, <|>', ['seed =']);
  offers('names in a matrix', 'let c = 1\nlayer relu\nW = [c <|>', ['c', 'pi', 'sqrt'], ['glorot']);
  offers('lets above only', 'let a = 1\nlet b = <|>\nlet c = 2', ['a', 'e'], ['b', 'c']);
  offers('parameters in a body', 'activation f(x, a = 1) = <|>', ['x', 'a', 'exp', 'if']);
  offers('outputs', 'input 2\nlayer 3 relu\noutput <|>', ['1', '2', '3'], ['4']);
  offers('nothing in a comment', '# lay<|>', [], ['layer']);
  offers('nothing in a string', 'network "lay<|>"', [], ['layer']);
  offers('nothing after a number that is complete', 'let c = 2 <|>', [], ['pi']);

  offers('a matrix to fill in of up to 64 entries', 'input 8\nlayer 8 tanh\n  W = <|>', ['[…]']);
  offers('none of 65', 'input 13\nlayer 5 tanh\n  W = <|>', [], ['[…]']);
  offers('the quantities of the last 30 layers', `input 1\n${'layer tanh\n'.repeat(31)}exercise "A"\n  give <|>`, ['N31', 'N2'], ['N1']); // prettier-ignore
  offers('those of all 30', `input 1\n${'layer tanh\n'.repeat(30)}exercise "A"\n  give <|>`, ['N30', 'N1']);
  const inW = (characters: number) => `let c = 1\nlayer relu\nW = [${' '.repeat(characters - 5)}<|>`;
  offers('names up to 20 000 characters behind the start of a statement', inW(20_000), ['c', 'pi']);
  offers('nothing farther behind', inW(20_001), [], ['c', 'pi']);
  const behind = (statements: number) => `rate = 1\n${'layer relu\n'.repeat(statements - 1)}<|>`;
  offers('no rate where one of the 10 000 statements above gives it', behind(10_000), ['loss'], ['rate']);
  offers('a rate where it is farther above', behind(10_001), ['rate', 'loss']);
  const before = (statements: number) => `layer relu\n<|>\n${'layer relu\n'.repeat(statements - 1)}rate = 1`;
  offers('no rate where one of the 10 000 statements below gives it', before(10_000), ['loss'], ['rate']);
  offers('a rate where it is farther below', before(10_001), ['rate', 'loss']);

  it('says the formula of every activation', async () => {
    const { text, cursors } = fixture('layer <|>');
    const { items } = completionsAt(await Analysis.of(text), cursors[0], inEnglish);
    const details = new Map(
      items.filter(({ kind }) => kind === 'activation').map(({ label, detail }) => [label, detail]),
    );
    for (const [name, detail] of details) assert.ok(detail, name);
    assert.equal(details.get('softmax'), 'exp(x_i)/Σ_j exp(x_j)');
    assert.equal(details.get('sigmoid'), 'σ(x) = 1/(1 + exp(-x))');
  });

  it('documents a loss with its formula and its derivative', async () => {
    const { text, cursors } = fixture('loss <|>');
    const { items } = completionsAt(await Analysis.of(text), cursors[0], inEnglish);
    const huber = items.find(({ label }) => label === 'huber')?.documentation ?? '';
    assert.match(huber, /\n∂ℓ\/∂f {3}= if abs\(f - y\) <= delta then f - y else delta\*sign\(f - y\)\n/);
  });

  it('names each argument of a loss once', async () => {
    const found = await labels('loss (y, t) = y - t + <|>1');
    assert.equal(found.filter((label) => label === 'y').length, 1);
  });

  it('lists what one needs next first', async () => {
    const first = async (marked: string) => (await labels(marked)).slice(0, 3);
    assert.deepEqual(await first('<|>'), ['network', 'let', 'activation']);
    assert.deepEqual(await first('input 2\n<|>'), ['layer', 'input', 'target']);
    assert.deepEqual(await first('input 2\nlayer 2 relu\n  <|>'), ['W', 'b', 'layer']);
    assert.deepEqual(await first('input 2\nlayer 2 relu\n  W = <|>'), ['[…]', 'zeros', 'ones']);
  });

  it('knows the matrix identity() from the activation', async () => {
    const { text, cursors } = fixture('layer relu\nW = <|>');
    const { items } = completionsAt(await Analysis.of(text), cursors[0], inEnglish);
    assert.equal(items.find(({ label }) => label === 'identity')?.detail, 'identity()');
  });

  const skeleton = async (marked: string): Promise<string | undefined> => {
    const { text, cursors } = fixture(marked);
    const { items } = completionsAt(await Analysis.of(text), cursors[0], inEnglish);
    return items.find(({ label }) => label === '[…]')?.snippet;
  };
  it('offers a literal of the size that fits, with places to be filled in', async () => {
    assert.equal(await skeleton('input 2\nlayer 2 relu\n  W = <|>'), '[${1:0} ${2:0}\n     ${3:0} ${4:0}]$0');
    assert.equal(await skeleton('input 2\nlayer 3 relu\nb = <|>'), '[${1:0} ${2:0} ${3:0}]$0');
    assert.equal(await skeleton('layer 1 relu\nW = [1 2]\ninput X = <|>'), '[${1:0} ${2:0}]$0');
    assert.equal(await skeleton('input X = [1]\ntarget = <|>\nlayer 2 relu'), '[${1:0} ${2:0}]$0');
    assert.equal(await skeleton('input 100\nlayer 2 relu\nW = <|>'), undefined);
    assert.equal(await skeleton('input 2\nlayer relu\nW = <|>'), undefined);
    assert.equal(await skeleton('batch X = [1 2]\ntarget = <|>\nlayer 2 relu'), undefined);
  });

  it('does not come by itself between numbers or in the indentation, but where a choice is due', async () => {
    const count = async (marked: string) => {
      const { text, cursors } = fixture(marked);
      return completionsAt(await Analysis.of(text), cursors[0], inEnglish, ' ').items.length;
    };
    assert.equal(await count('input 2\nlayer relu\n  <|>'), 0);
    assert.equal(await count('layer relu\nW = [1 <|>]'), 0);
    assert.ok((await count('layer <|>')) > 0);
    assert.ok((await count('layer [relu <|>]')) > 0);
    assert.ok((await count('layer relu\nW = <|>')) > 0);
    assert.ok((await count('let a = max(1, <|>')) > 0);
  });

  it('replaces the word before the cursor, of any script', async () => {
    const { text, cursors } = fixture('let скорость = 1\nrate = ско<|>');
    const { replaceFrom } = completionsAt(await Analysis.of(text), cursors[0], inEnglish);
    assert.equal(text.slice(replaceFrom, cursors[0]), 'ско');
  });

  it('never throws, wherever the cursor is in whatever text', async () => {
    const piece = fc.constantFrom(
      'layer ',
      'W = ',
      '[',
      ']',
      '(',
      ')',
      ' 1',
      ';',
      '\n',
      'sin',
      '=',
      'input',
      '"',
      '#',
      ',',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 25 }), fc.nat(60), async (pieces, at) => {
        const text = pieces.join('');
        const analysis = await Analysis.of(text);
        const offset = Math.min(at, text.length);
        const { replaceFrom } = completionsAt(analysis, offset, inEnglish);
        assert.ok(replaceFrom <= offset);
        signatureAt(analysis, offset, inEnglish);
      }),
    );
  });

  it('stands back deep inside data', async () => {
    const text = `input 1000\nlayer relu\nW = [${'0.125 '.repeat(200_000)}]`;
    const analysis = await Analysis.of(text);
    assert.deepEqual(completionsAt(analysis, text.length - 50, inEnglish).items, []);
  });
});

describe('signature help', () => {
  async function shown(marked: string): Promise<string> {
    const { text, cursors } = fixture(marked);
    const help = signatureAt(await Analysis.of(text), cursors[0], inEnglish);
    return help === null ? '' : `${help.label} @ ${help.parameters[help.active] ?? ''}`;
  }
  const cases: [string, string][] = [
    ['layer leaky_relu(<|>', 'leaky_relu(slope = 0.01) @ slope = 0.01'],
    ['let a = leaky_relu(1, <|>', 'leaky_relu(x, slope = 0.01) @ slope = 0.01'],
    ['activation f(x, k = 2) = x\nlet a = f(1, k = <|>', 'f(x, k = 2) @ k = 2'],
    ['layer relu\nW = uniform(-1, <|>', 'uniform(low, high, seed = 0) @ high'],
    ['layer relu\nW = uniform(high = <|>', 'uniform(low, high, seed = 0) @ high'],
    ['layer relu\nW = uniform(seed = 3, low = <|>', 'uniform(low, high, seed = 0) @ low'],
    ['layer relu\nW = uniform(max(1, 2), <|>', 'uniform(low, high, seed = 0) @ high'],
    ['let slope = 1\nlet a = leaky_relu(slope <|>', 'leaky_relu(x, slope = 0.01) @ x'],
    ['let a = max(1, 2, 3, <|>', 'max(a, b, …) @ …'],
    ['loss huber(<|>', 'huber(delta = 1) @ delta = 1'],
    ['let a = sin(cos(<|>', 'cos(x) @ x'],
    ['let a = sin(1)<|>', ''],
    // A name may be that of a matrix and of a function: in W and b it is the matrix, in an entry the function.
    ['layer relu\nW = identity(<|>', ''],
    ['layer relu\nb = identity(<|>', ''],
    ['layer relu\nW = [identity(<|>', 'identity(x) @ x'],
    ['let a = identity(<|>', 'identity(x) @ x'],
    ['activation he(x) = x\nlayer relu\nW = he(<|>', 'he(seed = 0) @ seed = 0'],
    ['activation he(x) = x\nlayer relu\nb = he(<|>', 'he(seed = 0) @ seed = 0'],
    ['activation he(x) = x\nlet a = he(<|>', 'he(x) @ x'],
    ['activation he(x, k = 2) = x\nlayer 2 he(<|>', 'he(k = 2) @ k = 2'],
    ['input X = [1 2]\nlayer [tanh leaky_relu(<|>', 'leaky_relu(slope = 0.01) @ slope = 0.01'],
    ['input X = file(<|>', 'file("path") @ "path"'],
    ['target = onehot(<|>', 'onehot([labels]) @ [labels]'],
    ['let a = foo(<|>', ''],
    ['let a = (<|>', ''],
    ['input 2\nlayer 3 relu\nW = [1 2; <|>', 'W₁: row 2 of 3, entry 1 of 2 @ entry 1 of 2'],
    ['input 2\nlayer 3 relu\nW = [1 2\n3 4<|>', 'W₁: row 2 of 3, entry 2 of 2 @ entry 2 of 2'],
    ['input 2\nlayer 3 relu\nb = [1 <|>', 'b₁: entry 2 of 3 @ entry 2 of 3'],
    ['input X = [1, 2, <|>\nlayer relu\nW = [1 2 3]', 'X: entry 3 of 3 @ entry 3 of 3'],
  ];
  for (const [marked, expected] of cases) {
    it(marked.replaceAll('\n', '⏎'), async () => assert.equal(await shown(marked), expected));
  }
});
