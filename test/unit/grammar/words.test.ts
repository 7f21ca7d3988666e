// The words of the highlighting, of the snippets and of the docs are those of the tables: whoever adds a function, an
// activation or a loss is told here what was forgotten.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { activationNames } from '../../../src/functions/builtin/activations';
import { extremeFunctions, unaryFunctions } from '../../../src/functions/builtin/functions';
import { builtinLosses } from '../../../src/functions/builtin/losses';
import { generatorTable } from '../../../src/language/matrices/generators';
import { lossCurvature, secondDerivatives } from '../readBack/curvature';
import * as textbook from '../readBack/textbook';

const grammar = readFileSync('syntaxes/nnet.tmLanguage.json', 'utf8');

/** The words of every pattern that gives this scope. */
function wordsOf(scope: string): readonly (readonly string[])[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { name, match, captures } = node as {
      name?: string;
      match?: string;
      captures?: Record<string, { name?: string }>;
    };
    const names = [name, ...Object.values(captures ?? {}).map((capture) => capture.name)];
    if (match !== undefined && names.includes(scope)) found.push(match);
    Object.values(node).forEach(visit);
  };
  visit(JSON.parse(grammar));
  return found.map((match) => /\((?:\?:)?([a-z0-9_]+(?:\|[a-z0-9_]+)+)\)/.exec(match)![1].split('|').sort());
}

const tables: Readonly<Record<string, readonly string[]>> = {
  'support.function.activation.nnet': activationNames,
  'support.function.loss.nnet': builtinLosses.map(({ name }) => name),
  'support.function.math.nnet': [...unaryFunctions.map(({ name }) => name), ...extremeFunctions],
  'support.function.matrix.nnet': [...generatorTable.keys(), 'file', 'onehot'],
};

describe('the words of the tables', () => {
  for (const [scope, words] of Object.entries(tables)) {
    it(`are those of ${scope}`, () => {
      const found = wordsOf(scope);
      assert.ok(found.length > 0);
      for (const pattern of found) assert.deepEqual(pattern, [...words].sort(), 'npm run build writes them');
    });
  }

  it('of activations and losses are all in the networks that other libraries differentiate', () => {
    const networks = readFileSync('test/readers/networks.ts', 'utf8');
    const otherNames = ['linear', 'logistic', 'swish'];
    const names = [...activationNames, ...builtinLosses.map(({ name }) => name)];
    const missing = names.filter(
      (name) => !otherNames.includes(name) && !new RegExp(`'[^']*\\b${name}\\b`).test(networks),
    );
    assert.deepEqual(missing, [], 'test/readers/networks.ts');
  });

  it('of activations and losses are all in the textbook that all shown numbers are compared with', () => {
    const otherNames: readonly string[] = ['linear', 'logistic', 'swish', 'softmax'];
    const losses = builtinLosses.map(({ name }) => name);
    const missing = (names: readonly string[], known: object) =>
      names.filter((name) => !otherNames.includes(name) && !Object.hasOwn(known, name));
    assert.deepEqual(missing(activationNames, textbook.activations), [], 'test/unit/readBack/textbook.ts');
    assert.deepEqual(missing(losses, textbook.losses), [], 'test/unit/readBack/textbook.ts');
    assert.deepEqual(missing(activationNames, secondDerivatives), [], 'test/unit/readBack/curvature.ts');
    assert.deepEqual(missing(losses, lossCurvature), [], 'test/unit/readBack/curvature.ts');
  });

  it('of losses are all in the snippet and in the help', () => {
    const names = builtinLosses.map(({ name }) => name);
    const snippets = readFileSync('snippets/nnet.json', 'utf8');
    assert.ok(snippets.includes(`loss \${1|${names.join(',')}|}`), 'snippets/nnet.json: npm run build writes them');
    const help = readFileSync('docs/diagnostics.md', 'utf8');
    assert.ok(
      help.includes(`Available: ${names.map((name) => `\`${name}\``).join(', ')}, and custom`),
      'docs/diagnostics.md',
    );
  });
});
