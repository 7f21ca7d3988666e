// Builds everything: the extension for both hosts, the preview's page, the command line and the tests.
//   node esbuild.js [--production] [--watch] [--only=extension,pictures,page,style,cli,tests,bench] [--log-level=warning]
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { publisher, name: extensionName } = require('./package.json');
const { lettersOfNames } = require('./scripts/letters.cjs');
const { thirdPartyNotices } = require('./scripts/notices.cjs');
const { buildInParts } = require('./scripts/parts.cjs');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
const option = (name) => process.argv.find((a) => a.startsWith(`--${name}=`))?.slice(name.length + 3);
const only = option('only')?.split(',');
const root = __dirname;

/** All files below `dir` whose name ends in `ending`, as sorted paths relative to the root. */
function filesBelow(dir, ending) {
  const abs = path.join(root, dir);
  if (!fs.existsSync(abs)) return [];
  return fs
    .readdirSync(abs, { recursive: true })
    .map(String)
    .filter((f) => f.endsWith(ending) && !f.includes('node_modules'))
    .sort()
    .map((f) => path.posix.join(dir, f.split(path.sep).join('/')));
}

/**
 * Replaces a file in one step and only if it changed: an editor, a server or a test that reads the
 * output while a build runs never sees half a file.
 */
function replaceFile(file, contents) {
  const bytes = Buffer.from(contents);
  if (fs.existsSync(file) && fs.readFileSync(file).equals(bytes)) return;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const fresh = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(fresh, bytes);
  fs.renameSync(fresh, file);
}

const writeOutputs = {
  name: 'write-outputs',
  setup(build) {
    build.initialOptions.write = false;
    build.onEnd((result) => {
      for (const file of result.outputFiles ?? []) {
        replaceFile(file.path, file.contents);
        if (file.text.startsWith('#!')) fs.chmodSync(file.path, 0o755);
      }
      if (watch) console.log(`[watch] build finished, ${result.errors.length} errors`);
    });
  },
};

/** KaTeX's stylesheet lists woff2, woff and ttf; every browser that runs VS Code reads woff2. */
const katexStyle = (change) => ({
  name: 'katex-style',
  setup(build) {
    build.onLoad({ filter: /katex(\.min)?\.css$/ }, (args) => ({
      contents: change(fs.readFileSync(args.path, 'utf8').replace(/,url\([^)]*\.(woff|ttf)\) format\("[^"]*"\)/g, '')),
      loader: 'css',
    }));
  },
});
const woff2Only = katexStyle((style) => style);

/** KaTeX's rules for the fences of this language only: a Markdown preview has a KaTeX of its own, of another version. */
const fencesOnly = katexStyle((style) => {
  const fonts = style.match(/@font-face\s*\{[^}]*\}/g).join('\n');
  return `${fonts}\n.nnet-fence {\n${style.replace(/@font-face\s*\{[^}]*\}/g, '')}\n}`;
});

/** The policy of the preview's page forbids WebAssembly: a try would be an offence. What it computes is equal to the bit. */
const withoutWebAssembly = {
  name: 'without-web-assembly',
  setup(build) {
    build.onLoad({ filter: /[\\/]wasm[\\/]instance\.ts$/ }, () => ({
      contents: 'export const compile = () => null; export const instantiate = () => null;',
    }));
  },
};

/** What makes pictures is one file, which the editor and the command line load when the first is made. */
const picturesApart = {
  name: 'pictures-apart',
  setup(build) {
    build.onResolve({ filter: /\/pictures$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './pictures.js', external: true } : undefined,
    );
  },
};

/** `import 'suites:…folder'` stands for all test files of that folder: a web worker cannot look into one. */
const suites = {
  name: 'suites',
  setup(build) {
    build.onResolve({ filter: /^suites:/ }, (args) => ({
      path: args.path.slice('suites:'.length),
      namespace: 'suites',
    }));
    build.onLoad({ filter: /.*/, namespace: 'suites' }, (args) => ({
      contents: filesBelow(args.path, '.test.ts')
        .map((f) => `import ${JSON.stringify(path.join(root, f))};`)
        .join('\n'),
      resolveDir: root,
      watchDirs: [path.join(root, args.path)],
    }));
  },
};

/**
 * mocha's bundle for browsers is UMD in a package of type "module": esbuild would take its `module.exports`
 * for that of the output. Without those names in sight it makes a global, as in a page.
 */
const mochaAsGlobal = {
  name: 'mocha-as-global',
  setup(build) {
    build.onLoad({ filter: /mocha[\\/]mocha\.js$/ }, (args) => ({
      contents: `(function (exports, module, define) {${fs.readFileSync(args.path, 'utf8')}\n})();`,
    }));
  },
};

const shared = {
  absWorkingDir: root,
  bundle: true,
  target: 'es2022',
  logLevel: option('log-level') ?? 'info',
  minify: production,
  sourcemap: true,
  // The map is for development; `.vscodeignore` keeps it out of the package.
  sourcesContent: false,
  // The licences are in ThirdPartyNotices.txt.
  legalComments: 'none',
  metafile: true,
};

/** The bundles that are in the package. */
const shipped = ['extension', 'pictures', 'page', 'style', 'cli'];

const builds = [
  {
    // For the desktop and the web: for a browser, so that nothing of Node gets in. What is not needed at once is in parts.
    name: 'extension',
    entryPoints: ['src/extension.ts'],
    outdir: 'dist',
    platform: 'browser',
    external: ['vscode'],
    parts: true,
    plugins: [picturesApart],
  },
  {
    // For Node, so that the command line finds its exports by name; it needs nothing of Node.
    name: 'pictures',
    entryPoints: ['src/authoring/pictures.ts'],
    outfile: 'dist/pictures.js',
    platform: 'node',
    format: 'cjs',
    plugins: [lettersOfNames],
  },
  {
    name: 'page',
    entryPoints: ['src/webview/main.ts'],
    outfile: 'dist/webview/main.js',
    platform: 'browser',
    format: 'iife',
    loader: { '.woff2': 'file' },
    assetNames: 'fonts/[name]',
    plugins: [woff2Only],
  },
  {
    // For the preview, once a number is tried in it.
    name: 'page',
    entryPoints: ['src/panel/making/ownPages.ts'],
    outfile: 'dist/webview/ownPages.js',
    platform: 'browser',
    format: 'iife',
    plugins: [withoutWebAssembly],
  },
  {
    // For Markdown previews, beside other formulas.
    name: 'page',
    entryPoints: { fences: 'src/notebook/fences.css' },
    outdir: 'dist/webview',
    loader: { '.woff2': 'file' },
    assetNames: 'fonts/[name]',
    plugins: [fencesOnly],
  },
  {
    // For Markdown cells of notebooks: the entry, and what it loads when the first fence is met.
    name: 'page',
    entryPoints: {
      notebook: 'src/notebook/cells.ts',
      notebookFences: 'src/notebook/fences.ts',
      // The frame of a fence in the Markdown editor.
      liveFence: 'src/liveFence/main.ts',
    },
    outdir: 'dist/webview',
    platform: 'browser',
    format: 'esm',
  },
  {
    // For exports that a browser opens without a network: they take the fonts in (src/authoring/html/fontsInside.ts).
    name: 'style',
    entryPoints: { katex: 'katex/dist/katex.min.css' },
    outdir: 'dist/webview',
    loader: { '.woff2': 'file' },
    assetNames: 'fonts/[name]',
    plugins: [woff2Only],
  },
  {
    name: 'cli',
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [picturesApart],
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    // The harness, the legs and the tests that drive a browser: plain Node programs.
    name: 'tests',
    entryPoints: [
      ...filesBelow('test/vscode', '.ts').filter((f) =>
        /^test\/vscode\/([^/]+|legs\/.*|harness\/launcher)\.ts$/.test(f),
      ),
      ...filesBelow('test/vscode/endurance', '.test.ts'),
      ...filesBelow('test/vscode/vsix', '.test.ts'),
      ...filesBelow('test/vscode/workbench', '.test.ts'),
      ...filesBelow('test/webview', '.test.ts'),
      'test/gallery/gallery.ts',
    ],
    outdir: 'out/test',
    outbase: 'test',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    minify: false,
  },
  {
    name: 'tests',
    entryPoints: ['test/vscode/suite/index.node.ts'],
    outfile: 'out/test/vscode/suite/index.node.js',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    plugins: [suites],
    minify: false,
  },
  {
    name: 'tests',
    entryPoints: ['test/vscode/suite/index.web.ts'],
    outfile: 'out/test/vscode/suite/index.web.js',
    platform: 'browser',
    format: 'cjs',
    external: ['vscode'],
    plugins: [suites, mochaAsGlobal],
    minify: false,
  },
  {
    // Each file right in test/bench is a benchmark; what they compare with is loaded from test/bench/node_modules.
    name: 'bench',
    entryPoints: filesBelow('test/bench', '.ts').filter((f) => /^test\/bench\/[^/]+\.ts$/.test(f)),
    outdir: 'out/bench',
    outbase: 'test/bench',
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    minify: false,
  },
].map(({ name, plugins = [], parts = false, ...options }) => ({
  name,
  parts,
  options: { ...shared, ...options, plugins: [...plugins, writeOutputs] },
}));

/** The inner loops in WebAssembly, whose bytes are part of the sources: made anew if their source has changed. */
async function buildLoops() {
  const { loopsText, LOOPS } = await import('./scripts/wasm.mjs');
  for (const loops of LOOPS) replaceFile(path.join(root, loops.module), await loopsText(loops));
}

/** The words of the tables, which the highlighting and the snippets list: written anew if a table has changed. */
async function buildWords() {
  const { filesWithWords } = await import('./scripts/words.mjs');
  for (const [file, text] of Object.entries(await filesWithWords())) replaceFile(path.join(root, file), text);
}

/** The extension in parts; those of an earlier build are taken away. While watching it is one file, with its map for debugging. */
async function writeParts(options) {
  const { files, inputs } = await buildInParts(
    { ...options, plugins: options.plugins.filter((one) => one !== writeOutputs) },
    `${publisher}.${extensionName}`,
  );
  for (const { path: file, text } of files) replaceFile(file, text);
  const dist = path.join(root, options.outdir);
  for (const file of fs.readdirSync(dist)) {
    const old = file.startsWith('part-') || file === 'writers.js' || file === 'extension.js.map';
    if (old && !files.some(({ path: fresh }) => fresh === path.join(dist, file))) fs.rmSync(path.join(dist, file));
  }
  return inputs;
}

async function main() {
  if (!only) await Promise.all([buildLoops(), buildWords()]);
  const inputs = new Map();
  for (const { name, parts, options } of builds) {
    if (only && !only.includes(name)) continue;
    try {
      if (parts && !watch) inputs.set(name, [...(inputs.get(name) ?? []), ...(await writeParts(options))]);
      else if (watch) await (await esbuild.context(parts ? { ...options, format: 'cjs' } : options)).watch();
      else {
        const { metafile } = await esbuild.build(options);
        inputs.set(name, [...(inputs.get(name) ?? []), ...Object.keys(metafile.inputs)]);
      }
    } catch {
      // esbuild has printed what is wrong; the other outputs are built all the same.
      process.exitCode = 1;
    }
  }
  if (!shipped.every((name) => inputs.has(name))) return;
  const notices = thirdPartyNotices(
    root,
    shipped.flatMap((name) => inputs.get(name)),
  );
  replaceFile(path.join(root, 'ThirdPartyNotices.txt'), notices);
}

void main();
