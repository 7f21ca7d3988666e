// Writes the words of the tables (activations, losses, functions, generated matrices) into the highlighting and the
// snippets, as a part of `npm run build`: an entry of a table is enough.
import fs from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '..');
const GRAMMAR = 'syntaxes/nnet.tmLanguage.json';
const SNIPPETS = 'snippets/nnet.json';

/** The words by the scope that the highlighting gives them. */
async function tables() {
  const contents = `
    import { activationNames } from './src/functions/builtin/activations';
    import { extremeFunctions, unaryFunctions } from './src/functions/builtin/functions';
    import { builtinLosses } from './src/functions/builtin/losses';
    import { generatorTable } from './src/language/matrices/generators';
    export const scopes = {
      'support.function.activation.nnet': activationNames,
      'support.function.loss.nnet': builtinLosses.map(({ name }) => name),
      'support.function.math.nnet': [...unaryFunctions.map(({ name }) => name), ...extremeFunctions],
      'support.function.matrix.nnet': [...generatorTable.keys(), 'file', 'onehot'],
    };`;
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: ROOT, loader: 'ts' },
    ...{ absWorkingDir: ROOT, bundle: true, write: false, format: 'esm', platform: 'node', logLevel: 'error' },
  });
  const module = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
  return module.scopes;
}

/** `(?:a|b)` or `(a|b)` in a pattern, with these words instead. */
function withWords(match, words) {
  return match.replace(/\((\?:)?[a-z0-9_]+(?:\|[a-z0-9_]+)+\)/, (_, kind = '') => `(${kind}${words.join('|')})`);
}

/** The patterns below a node that give a scope. */
function patternsOf(scope, node) {
  if (typeof node !== 'object' || node === null) return [];
  const { name, match, captures = {} } = node;
  const names = [name, ...Object.values(captures).map((capture) => capture.name)];
  const own = match !== undefined && names.includes(scope) ? [match] : [];
  return [...own, ...Object.values(node).flatMap((inner) => patternsOf(scope, inner))];
}

/** The files with the words of the tables in them: their paths and texts. */
export async function filesWithWords() {
  const scopes = await tables();
  const read = (file) => fs.readFileSync(path.join(ROOT, file), 'utf8');
  let grammar = read(GRAMMAR);
  for (const [scope, words] of Object.entries(scopes)) {
    for (const match of new Set(patternsOf(scope, JSON.parse(grammar))))
      grammar = grammar.replaceAll(JSON.stringify(match), () => JSON.stringify(withWords(match, words)));
  }
  const losses = scopes['support.function.loss.nnet'].join(',');
  const snippets = read(SNIPPETS).replace(/"loss \$\{1\|[a-z0-9_,]+\|\}"/, () => `"loss \${1|${losses}|}"`);
  return { [GRAMMAR]: grammar, [SNIPPETS]: snippets };
}
