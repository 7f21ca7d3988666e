import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { IGrammar } from 'vscode-textmate';
import { isKeyword, keywords } from '../../../src/language/syntax/words';
import { tokens } from '../../../src/language/syntax/scanner';
import { loadGrammar, tokenise } from './tokenise';

const root = path.resolve(import.meta.dirname, '../../..');
const language = readFileSync(path.join(import.meta.dirname, 'specs.md'), 'utf8');

/** A text, and below a line the scopes of parts of it: `   ^^^ keyword.other.statement`, one a line. */
function expectScopes(grammar: IGrammar, fixture: string): void {
  const lines: string[] = [];
  const marks: { line: number; start: number; end: number; scope: string }[] = [];
  for (const row of fixture.split('\n')) {
    const mark = /^( *)(\^+) (\S+)$/.exec(row);
    if (mark === null) lines.push(row);
    else {
      const start = mark[1].length;
      marks.push({ line: lines.length - 1, start, end: start + mark[2].length, scope: mark[3] });
    }
  }
  const tokenised = tokenise(grammar, lines.join('\n'));
  for (const { line, start, end, scope } of marks) {
    const there = tokenised[line].filter((token) => token.end > start && token.start < end);
    const found = there.map((t) => `${lines[line].slice(t.start, t.end)} ${t.scope}`);
    assert.deepEqual(found, [`${lines[line].slice(start, end)} ${scope}`], `${lines[line]}\n${JSON.stringify(there)}`);
  }
}

const cases: Record<string, string> = {
  exercise: `
exercise "By hand" # said
^^^^^^^^ keyword.other.statement
         ^ punctuation.definition.string.begin
          ^^^^^^^ string.quoted.double
                 ^ punctuation.definition.string.end
                   ^ punctuation.definition.comment
  give N1, Σ₁
  ^^^^ keyword.other.statement
       ^^ variable.other.quantity
         ^ punctuation.separator
           ^^ variable.other.quantity
  ask Σ′₁: 1.5 ∇W₁[2, 3] Σ'_2 ∇X f L;
  ^^^ keyword.other.statement
      ^^^ variable.other.quantity
         ^ punctuation.separator
           ^^^ constant.numeric
               ^^^ variable.other.quantity
                  ^ punctuation.separator
                   ^ constant.numeric
                    ^ punctuation.separator
                      ^ constant.numeric
                       ^ punctuation.separator
                         ^^^^ variable.other.quantity
                              ^^ variable.other.quantity
                                 ^ variable.other.quantity
                                   ^ variable.other.quantity
                                    ^ punctuation.terminator.statement
  note "Use \\"four\\" digits."
  ^^^^ keyword.other.statement
       ^ punctuation.definition.string.begin
            ^^ constant.character.escape
  ask N1 = 2
         ^ invalid.illegal.character`,
  network: String.raw`
network "A \"title\"" # said
^^^^^^^ keyword.other.statement
        ^ punctuation.definition.string.begin
         ^^ string.quoted.double
           ^^ constant.character.escape
                    ^ punctuation.definition.string.end
                      ^ punctuation.definition.comment
                       ^^^^^ comment.line.number-sign`,
  let: `
let σ₀ = -sqrt(2)/e^pi;
^^^ keyword.other.statement
    ^^ variable.other.constant
       ^ keyword.operator.assignment
         ^ keyword.operator.arithmetic
          ^^^^ support.function.math
              ^ punctuation.section.parens.begin
               ^ constant.numeric
                  ^ constant.language
                   ^ keyword.operator.arithmetic
                    ^^ constant.language
                      ^ punctuation.terminator.statement`,
  activation: `
activation bump(x, a = max(1, pi)) = if not x < a and x >= 0 then bump(x) else tanh (x)
^^^^^^^^^^ keyword.other.statement
           ^^^^ entity.name.function
               ^ punctuation.definition.parameters.begin
                ^ variable.parameter
                   ^ variable.parameter
                     ^ keyword.operator.assignment
                       ^^^ support.function.math
                           ^ constant.numeric
                              ^^ constant.language
                                 ^ punctuation.definition.parameters.end
                                   ^ keyword.operator.assignment
                                     ^^ keyword.control.conditional
                                        ^^^ keyword.operator.wordlike
                                            ^ variable.other
                                              ^ keyword.operator.comparison
                                                  ^^^ keyword.operator.wordlike
                                                        ^^ keyword.operator.comparison
                                                             ^^^^ keyword.control.conditional
                                                                  ^^^^ entity.name.function
                                                                          ^^^^ keyword.control.conditional
                                                                               ^^^^ support.function.math`,
  derivative: `
derivative relu(x) = 1
^^^^^^^^^^ keyword.other.statement
           ^^^^ entity.name.function
                ^ variable.parameter`,
  input: `
input X = [1, -1/2; .5]
^^^^^ keyword.other.statement
      ^ variable.other.sample
        ^ keyword.operator.assignment
          ^ punctuation.section.brackets.begin
            ^ punctuation.separator.entry
              ^ keyword.operator.arithmetic
                ^ keyword.operator.arithmetic
                  ^ punctuation.separator.row
                    ^^ constant.numeric
                      ^ punctuation.section.brackets.end`,
  'input SIZE': `
input 784
^^^^^ keyword.other.statement
      ^^^ constant.numeric`,
  batch: `
batch = file("x.csv")'
^^^^^ keyword.other.statement
        ^^^^ support.function.matrix
              ^^^^^ string.quoted.double
                     ^ keyword.operator.transpose`,
  target: `
target = onehot([3 1 2])
^^^^^^ keyword.other.statement
         ^^^^^^ support.function.matrix
                 ^ constant.numeric`,
  'target NAME': `
target ones = 0
       ^^^^ variable.other.sample`,
  layer: `
layer скрытый: 128 leaky_relu(0.2)   # affine
^^^^^ keyword.other.statement
      ^^^^^^^ entity.name.type.layer
             ^ punctuation.separator.name
               ^^^ constant.numeric
                   ^^^^^^^^^^ support.function.activation
                              ^^^ constant.numeric
                                     ^ punctuation.definition.comment`,
  'layer with a name like a keyword': `
layer layer: sigmoid
^^^^^ keyword.other.statement
      ^^^^^ entity.name.type.layer
             ^^^^^^^ support.function.activation`,
  'layer list': `
layer [3 sigmoid bump(a = 2)
       ^ constant.numeric
         ^^^^^^^ support.function.activation
                 ^^^^ entity.name.function
                      ^ variable.parameter
       identity]
       ^^^^^^^^ support.function.activation
               ^ punctuation.section.brackets.end
W = 1
^ support.variable.parameter`,
  W: `
  W = [0.15 -2e-3   # first
  ^ support.variable.parameter
    ^ keyword.operator.assignment
       ^^^^ constant.numeric
            ^ keyword.operator.arithmetic
             ^^^^ constant.numeric
                    ^ punctuation.definition.comment
       1.e−3 W]ᵀ;
       ^^^^^ constant.numeric
             ^ variable.other
              ^ punctuation.section.brackets.end
               ^ keyword.operator.transpose
                ^ punctuation.terminator.statement`,
  'W with its index': `
W₁₂ = 1
^^^ support.variable.parameter
W_1=[1].T'
^^^ support.variable.parameter
   ^ keyword.operator.assignment
       ^^ keyword.operator.transpose
         ^ keyword.operator.transpose
b1 = 2
^^ support.variable.parameter`,
  b: `
  b = glorot(seed = 7)
  ^ support.variable.parameter
      ^^^^^^ support.function.matrix
             ^^^^ variable.parameter
                  ^ keyword.operator.assignment`,
  'b alone': `
  b
  ^ support.variable.parameter
layer relu
^^^^^ keyword.other.statement
  b # to come
  ^ support.variable.parameter
    ^ punctuation.definition.comment`,
  output: `
output 2
^^^^^^ keyword.other.statement
       ^ constant.numeric`,
  loss: `
loss huber(delta = 2) mean
^^^^ keyword.other.statement
     ^^^^^ support.function.loss
           ^^^^^ variable.parameter
                      ^^^^ storage.modifier.reduction`,
  'loss of one’s own': `
loss (y, t) = (y - t)**2 sum
^^^^ keyword.other.statement
      ^ variable.parameter
         ^ variable.parameter
            ^ keyword.operator.assignment
               ^ variable.other
                     ^^ keyword.operator.arithmetic
                         ^^^ storage.modifier.reduction`,
  rate: `
rate = 1/2
^^^^ keyword.other.statement
     ^ keyword.operator.assignment`,
  'keywords only as the first word': `
let layer = rate
^^^ keyword.other.statement
    ^^^^^ variable.other.constant
            ^^^^ variable.other
layers
^^^^^^ variable.other
Wide = 3
^^^^ variable.other`,
  'generators of W, activations elsewhere': `
W = identity()
    ^^^^^^^^ support.function.matrix
let a = identity(3)
        ^^^^^^^^ support.function.activation`,
  'in brackets a call has no blank before its parenthesis': `
let a = sin (2)
        ^^^ support.function.math
W = [sin(2) sin (2)]
     ^^^ support.function.math
            ^^^ variable.other`,
  'nested rows with comments': `
W = [[1, 2],  # first ]
           ^ punctuation.separator.entry
              ^ punctuation.definition.comment
               ^^^^^^^^ comment.line.number-sign
     [3, 4]]
      ^ constant.numeric
           ^ punctuation.section.brackets.end
rate = 1
^^^^ keyword.other.statement`,
  'foreign matrices': `
W = np.array([[1., 2.]], dtype=np.float32)
    ^^^^^^^^ support.class.foreign
               ^^ constant.numeric
                         ^^^^^ variable.parameter
                              ^ keyword.operator.assignment
                               ^^^^^^^^^^ string.unquoted.foreign
                                         ^ punctuation.section.parens.end
W = tensor([[1.]], device='cuda:0', grad_fn=<AddBackward0>)
    ^^^^^^ support.class.foreign
                          ^^^^^^^^ string.unquoted.foreign
                                    ^^^^^^^ variable.parameter`,
  'MATLAB’s continuation, and a shortened printout': `
W = [1 2 ...
         ^^^ keyword.operator.continuation
     3 4
     ^ constant.numeric
     ...
     ^^^ invalid.illegal.ellipsis
     5 ... 6]
       ^^^ invalid.illegal.ellipsis`,
  'no implied multiplication': `
let a = 2x + 1_000 + 0x10 + 1.2.3 + 2
        ^^ invalid.illegal.number
             ^^^^^ invalid.illegal.number
                     ^^^^ invalid.illegal.number
                            ^^^^^ invalid.illegal.number
                                    ^ constant.numeric`,
  'an unclosed string': String.raw`
network "ends nowhere \"
        ^^^^^^^^^^^^^^^^ invalid.illegal.unclosed-string
let a = 1
^^^ keyword.other.statement`,
  'characters that mean nothing here': `
let a = 2 · 3 & 1
          ^ invalid.illegal.character
              ^ invalid.illegal.character`,
  'an open bracket ends before the next statement': `
W = [1 2
  b = [3 4
  ^ support.variable.parameter
    ^ keyword.operator.assignment
layer [tanh
^^^^^ keyword.other.statement
       ^^^^ support.function.activation
loss (y, t
^^^^ keyword.other.statement
         ^ variable.parameter
let a = exp(1
^^^ keyword.other.statement
rate = 1
^^^^ keyword.other.statement
       ^ constant.numeric`,
  'an entry called b': `
W = [a
     b
     ^ variable.other
     c]
     ^ variable.other`,
  'a file in Stanford’s format': `
// Neural Network File Format
^^ punctuation.definition.comment
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.double-slash
2,5,5,
^ constant.numeric
 ^ punctuation.separator.entry
-1.5e+02,
 ^^^^^^^ constant.numeric`,
};

describe('the grammar', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadGrammar('source.nnet');
  });

  for (const [name, fixture] of Object.entries(cases)) {
    it(name, () => expectScopes(grammar, fixture.slice(1)));
  }

  it('an open bracket of any kind ends before any statement', () => {
    const open = [
      'W = [1',
      'W = [[1, 2',
      'b = np.array([1',
      'batch X = [1 (2',
      'input = file("x"',
      'let a = (1',
      'rate = sin(1',
    ];
    const openNames = [
      'activation f(x',
      'derivative f(x, p = (1',
      'loss (y',
      'loss huber(1',
      'layer [tanh',
      'layer elu(1',
      '[1',
    ];
    for (const first of [...open, ...openNames]) {
      for (const word of [...keywords, 'W', 'b₁']) {
        const [, [token]] = tokenise(grammar, `${first}\n  ${word} = 1`);
        const scope = isKeyword(word) ? 'keyword.other.statement' : 'support.variable.parameter';
        assert.deepEqual([token.start, token.end, token.scope], [2, 2 + word.length, scope], `${first} / ${word}`);
      }
    }
  });

  /** What the grammar must say about each token of the real scanner. */
  const scopeOf = {
    number: /^constant\.numeric/,
    'bad-number': /^invalid\.illegal\.number/,
    string: /^(string\.quoted|punctuation\.definition\.string)/,
    'open-string': /^invalid\.illegal\.unclosed-string/,
    comment: /^(comment\.line|punctuation\.definition\.comment)/,
  } as const;

  function expectAgreement(text: string): void {
    const starts = [0];
    for (const lineBreak of text.matchAll(/\n/g)) starts.push(lineBreak.index + 1);
    const scopeAt = new Map<number, string>();
    tokenise(grammar, text).forEach((line, i) => {
      for (const { start, end, scope } of line) for (let c = start; c < end; c++) scopeAt.set(starts[i] + c, scope);
    });
    for (const { kind, start, end } of tokens(text)) {
      if (!(kind in scopeOf)) continue;
      const scope = scopeOf[kind as keyof typeof scopeOf];
      assert.match(scopeAt.get(start) ?? '', scope, `${JSON.stringify(text.slice(start, end))} in\n${text}`);
      if (kind === 'number' || kind === 'bad-number') {
        assert.match(scopeAt.get(end - 1) ?? '', scope, `${JSON.stringify(text.slice(start, end))} in\n${text}`);
        assert.doesNotMatch(scopeAt.get(end) ?? '', scope, `${text.slice(start, end + 1)} in\n${text}`);
      }
    }
  }

  function expectNothingIllegal(text: string): void {
    const lines = text.split('\n');
    tokenise(grammar, text).forEach((line, i) => {
      assert.deepEqual(
        line.filter(({ scope }) => scope.startsWith('invalid')),
        [],
        lines[i],
      );
      for (const { start, end, scope } of line)
        assert.notEqual(scope, '', `${lines[i].slice(start, end)} in ${lines[i]}`);
    });
  }

  const specs = [...language.matchAll(/```nnet(?: \{spec\})?\n(.*?)```/gs)].map((match) => match[1]);
  it('has the three specs of the language page', () => assert.equal(specs.length, 3));
  specs.forEach((spec, i) => {
    it(`agrees with the scanner on spec ${i + 1} of the language page, and finds nothing illegal there`, () => {
      expectAgreement(spec);
      expectNothingIllegal(spec);
    });
  });

  for (const file of readdirSync(path.join(root, 'examples')).filter((name) => name.endsWith('.nnet'))) {
    it(`agrees with the scanner on examples/${file}, and finds nothing illegal there`, () => {
      const text = readFileSync(path.join(root, 'examples', file), 'utf8');
      expectAgreement(text);
      expectNothingIllegal(text);
    });
  }

  it('agrees with the scanner about numbers, strings and comments in random matrices', function () {
    this.timeout(600_000);
    const piece = fc.constantFrom(
      ...[
        '1',
        '.5',
        '2.',
        '1e5',
        '1e',
        '-',
        '+',
        '.',
        'x',
        '_',
        '₁',
        ' ',
        ' ',
        '\n',
        ',',
        ';',
        '[',
        ']',
        '(',
        ')',
        '...',
      ],
      ...['"', '\\', '#', 'é', 'ᵀ', "'", 'W', 'b', 'e', 'sin(', 'let ', '=', '−', '^', 'Σ'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        expectAgreement(`let a = ${pieces.join('')}\nW = [${pieces.join('')}]\nrate = 1`);
      }),
      { numRuns: Number(process.env['NNET_FUZZ'] ?? 300) },
    );
  });
});

describe('nnet fences in Markdown', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await loadGrammar('text.html.markdown');
  });
  const text = (info: string) => `Before\n\n\`\`\`${info}\nlayer sigmoid\n  W = 1\n\`\`\`\nlayer sigmoid`;

  it('are highlighted as this language up to their end', () => {
    for (const info of ['nnet', ' NNet', 'nnet title="a"', 'nnet {1}']) {
      const lines = tokenise(grammar, text(info));
      assert.ok(lines[3][0].scopes.includes('meta.embedded.block.nnet'), info);
      assert.equal(lines[3][0].scope, 'keyword.other.statement', info);
      assert.equal(lines[4][0].scope, 'support.variable.parameter', info);
      assert.equal(lines[5][0].scope, 'punctuation.definition.markdown', info);
      assert.equal(lines[6][0].scope, '', info);
    }
  });

  it('are highlighted in a list too', () => {
    const lines = tokenise(
      grammar,
      '- item\n\n  ```nnet\n  layer tanh\n    W = [1\n         2]\n  loss sse\n  ```\n- item',
    );
    const scopes = lines.map((line) => line[0]?.scope);
    const [layer, W, loss] = [scopes[3], scopes[4], scopes[6]];
    const statement = 'keyword.other.statement';
    assert.deepEqual([layer, W, loss], [statement, 'support.variable.parameter', statement]);
    assert.ok(lines[8].every((token) => !token.scopes.includes('meta.embedded.block.nnet')));
  });

  it('of other languages are left alone', () => {
    for (const info of ['', 'python', 'nnets', 'xnnet']) {
      const lines = tokenise(grammar, text(info));
      assert.ok(
        lines.flat().every((token) => token.scope === ''),
        info,
      );
    }
  });
});
