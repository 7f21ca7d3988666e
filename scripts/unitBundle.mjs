// The unit tests and the sources as one file that Node reads: compiled once, instead of file by file in every process.
import fs from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { ROOT } from './prepare.mjs';

/** Where the bundle of the unit tests and, beside it, a file for each test file are. */
const OUT = path.join(ROOT, 'out/unit');

/**
 * Builds, once, what the tests of the command line run, which otherwise each build it anew; minified, as users get it, it
 * starts in half the time.
 */
export const BUILD_FOR_UNIT_TESTS = ['esbuild.js', '--production', '--only=pictures,cli,style', '--log-level=warning'];

/** The paths of all unit tests, relative to the repository. */
export const unitTests = () => testsIn('test/unit');

/** The paths of the test files in a folder, relative to the repository. */
export function testsIn(folder) {
  return fs
    .readdirSync(path.join(ROOT, folder), { recursive: true })
    .map((file) => `${folder}/${String(file).split(path.sep).join('/')}`)
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
}

/** Tests know the repository by their own place: in a bundle that has to be said. */
const ownPlaces = {
  name: 'own-places',
  setup(build) {
    build.onLoad({ filter: /[\\/](test|scripts)[\\/].*\.m?[jt]s$/ }, ({ path: file }) => {
      const contents = fs
        .readFileSync(file, 'utf8')
        .replace(/\bimport\.meta\.dirname\b|\b__dirname\b(?=[,)])/g, JSON.stringify(path.dirname(file)))
        .replace(/(?<=createRequire\()(import\.meta\.url|__filename)\b/g, JSON.stringify(file));
      return { contents, loader: file.endsWith('.ts') ? 'ts' : 'js' };
    });
  },
};

/** Packages stay outside but for those that set formulas: `require` would find what they have for old engines, which is slower. */
const packagesOutside = {
  name: 'packages-outside',
  setup(build) {
    build.onResolve({ filter: /^[@\w]/ }, ({ path: name }) =>
      /^(@mathjax|mhchemparser|katex)(\/|$)/.test(name) ? undefined : { path: name, external: true },
    );
  },
};

/**
 * Bundles test files: `files[path]()` runs the code of one.
 * @returns the text of the bundle, its source map, and esbuild's graph of what imports what
 */
export async function bundleTests(files, plugins = []) {
  const entry = files.map((file) => `${JSON.stringify(file)}: () => require(${JSON.stringify(`./${file}`)})`);
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: ROOT,
    stdin: { contents: `module.exports = {\n${entry.join(',\n')}\n};`, resolveDir: ROOT },
    outfile: path.join(OUT, 'bundle.cjs'),
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'external',
    sourcesContent: false,
    logLevel: 'warning',
    plugins: [...plugins, ownPlaces, packagesOutside],
  });
  const [map, code] = outputFiles.sort((a, b) => b.path.length - a.path.length).map(({ text }) => text);
  return { code, map, metafile };
}

const SEED = 'test/unit/seed.ts';

/** Where Mocha is: where node_modules is a link, it only runs by its real place. */
export const MOCHA = path.join(fs.realpathSync(path.join(ROOT, 'node_modules/mocha')), 'lib/cli/cli.js');

/** The bundle of these unit tests, and for each of them a file that mocha can load: their paths, in the same order. */
export const writeUnitBundle = (files) => writeBundle(files, OUT, [SEED]);

/** The same of other tests, into another folder; the files `before` are run before each. */
export async function writeBundle(files, out, before = []) {
  const { code, map } = await bundleTests([...before, ...files]);
  fs.rmSync(out, { recursive: true, force: true });
  fs.mkdirSync(out, { recursive: true });
  fs.writeFileSync(path.join(out, 'bundle.cjs'), `${code}\n//# sourceMappingURL=bundle.cjs.map\n`);
  fs.writeFileSync(path.join(out, 'bundle.cjs.map'), map);
  return files.map((file) => {
    const stub = path.join(out, file.replace(/\.ts$/, '.cjs'));
    fs.mkdirSync(path.dirname(stub), { recursive: true });
    const bundle = path.relative(path.dirname(stub), path.join(out, 'bundle.cjs')).split(path.sep).join('/');
    const run = [...before, file].map((name) => `files[${JSON.stringify(name)}]();\n`);
    fs.writeFileSync(stub, `const files = require(${JSON.stringify(bundle)});\n${run.join('')}`);
    return path.relative(ROOT, stub);
  });
}
