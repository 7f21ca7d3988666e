// Which tests a change can touch: by what they import, by which product they run, and by the names of files that they read.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { ROOT } from './prepare.mjs';

const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\n').filter(Boolean);

/** The files that differ from a commit, new ones among them. Without one: from where this branch left main. */
export function changedSince(ref) {
  const base = ref || branchPoint();
  return {
    base,
    files: [...git('diff', '--name-only', base, '--'), ...git('ls-files', '--others', '--exclude-standard')],
  };
}

function branchPoint() {
  for (const main of ['origin/main', 'main']) {
    try {
      return git('merge-base', 'HEAD', main)[0];
    } catch {
      // There is no such branch.
    }
  }
  return 'HEAD';
}

/** What the legs run: the files that its code comes from. Legs of the whole product also depend on what is packed with it. */
const PRODUCTS = {
  extension: ['src/extension.ts'],
  page: [
    'src/webview/main.ts',
    'src/notebook/cells.ts',
    'src/notebook/fences.ts',
    'src/notebook/fences.css',
    'src/liveFence/main.ts',
    'src/liveFence/liveFence.css',
  ],
  cli: ['src/cli/main.ts'],
};

/** After a change of these everything runs: they say how tests are built and run. */
const EVERYTHING =
  /^(package(-lock)?\.json|esbuild\.js|tsconfig.*\.json|\.mocharc\.json|test\/unit\/seed\.ts|test\/exampleFiles\.ts|scripts\/(?!bench|mutat|mutant|gallery).*)$/;

/** What is packed with the extension without being compiled. */
const PACKED = /^(package\.nls.*|l10n\/|syntaxes\/|snippets\/|language-configuration\.json|media\/|examples\/|licences\/|\.vscodeignore)/; // prettier-ignore

/** Tests that read the sources themselves rather than import them. */
const READ_EVERYTHING = /^test\/unit\/(house\/|docs\.test|languageReference\.test)/;

const graphs = new Map();

/** Who imports whom, among sources and tests; built once for the same tests. */
function importGraph(tests) {
  const key = tests.join('\n');
  if (!graphs.has(key)) graphs.set(key, builtGraph(tests));
  return graphs.get(key);
}

async function builtGraph(tests) {
  const { metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: [...tests, ...Object.values(PRODUCTS).flat()].map((file) => `./${file}`),
    outdir: 'out/graph',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    splitting: true,
    packages: 'external',
    external: ['*.woff2', 'vscode', 'nnet-suites'],
    logLevel: 'error',
  });
  const graph = new Map();
  for (const [file, { imports }] of Object.entries(metafile.inputs))
    graph.set(
      file,
      imports.filter(({ external }) => !external).map((one) => one.path),
    );
  return graph;
}

/** Everything that a file imports, itself included. */
function closure(graph, files) {
  const seen = new Set(files);
  for (const file of seen) for (const target of graph.get(file) ?? []) seen.add(target);
  return seen;
}

/**
 * Of each leg's tests those that the change can touch.
 * @param legs `{ [name]: { tests: path[], products: name[], reads: RegExp } }`; a leg without tests runs as a whole, if
 *   a product of it or a file that it reads has changed
 * @param changed paths of changed files
 * @returns `{ [name]: { run: path[] | 'all' | 'none', why } }`
 */
export async function touchedTests(legs, changed) {
  const all = changed.find((file) => EVERYTHING.test(file));
  const tests = Object.values(legs).flatMap((leg) => leg.tests);
  const graph = await importGraph(tests);
  const products = Object.keys(PRODUCTS).filter((name) => {
    const parts = closure(graph, PRODUCTS[name]);
    return changed.some((file) => parts.has(file));
  });
  const packed = changed.find((file) => PACKED.test(file));
  const read = changed.filter((file) => !graph.has(file));

  /** The names by which a test may read this file: its own, or, of examples and documents, its folder's. */
  const namesOf = (file) => {
    const folder = file.split('/')[0];
    const named = file !== folder && !['src', 'test', 'scripts'].includes(folder);
    return [path.basename(file), ...(named ? [folder] : [])];
  };
  const texts = new Map();
  const textOf = (file) => {
    if (!texts.has(file)) texts.set(file, fs.existsSync(path.join(ROOT, file)) ? fs.readFileSync(path.join(ROOT, file), 'utf8') : ''); // prettier-ignore
    return texts.get(file);
  };
  const touches = (test) => {
    if (READ_EVERYTHING.test(test)) return true;
    const parts = closure(graph, [test]);
    if (changed.some((file) => parts.has(file))) return true;
    if (parts.has('test/unit/cli/run.ts') && products.includes('cli')) return true;
    const own = [...parts].filter((file) => file.startsWith('test/'));
    return read.some((file) => namesOf(file).some((name) => own.some((part) => textOf(part).includes(name))));
  };

  /** All of a leg, none of it or some files, and why. */
  const ofLeg = (leg) => {
    const whole = (why) => ({ run: 'all', why });
    const none = (why) => ({ run: 'none', why });
    if (changed.length === 0) return none('nothing has changed');
    if (all !== undefined) return whole(`${all} has changed`);
    if (packed !== undefined && leg.products.includes('extension')) return whole(`${packed} has changed`);
    const product = leg.products.find((one) => products.includes(one));
    if (product !== undefined) return whole(`it runs the ${product}, which has changed`);
    const readByLeg = changed.find((file) => leg.reads?.test(file));
    if (readByLeg !== undefined) return whole(`it reads ${readByLeg}, which has changed`);
    const run = leg.tests.filter(touches);
    if (run.length === 0) return none('nothing of it runs, imports or reads what has changed');
    return { run, why: `${run.length} of ${leg.tests.length} test files import or read what has changed` };
  };
  const result = {};
  for (const [name, leg] of Object.entries(legs)) result[name] = ofLeg(leg);
  return result;
}
