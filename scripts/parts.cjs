// Builds the extension as one small file for its activation and parts that load when they are first used, on the desktop
// and in the web worker. esbuild splits the modules, so each is in one place; this links the pieces for hosts whose
// `require` knows `vscode` alone.
'use strict';

const path = require('node:path');
const esbuild = require('esbuild');

/**
 * @param options of esbuild, with one entry point and `outdir`
 * @param id of the extension, by which the web finds its folder
 * @returns the files, and what went into them: `{ files: { path, text }[], inputs: string[] }`
 */
async function buildInParts(options, id) {
  const { outputFiles, metafile } = await esbuild.build({
    ...options,
    ...{ format: 'esm', splitting: true, write: false, metafile: true, sourcemap: false, chunkNames: '[name]-[hash]' },
  });
  const pieces = new Map();
  const root = options.absWorkingDir;
  for (const { path: file, text } of outputFiles) {
    const { imports } = metafile.outputs[path.relative(root, file).split(path.sep).join('/')];
    const named = (kind) => imports.filter((i) => i.kind === kind && !i.external).map((i) => path.basename(i.path));
    const { code } = await esbuild.transform(text, { format: 'cjs', target: options.target, minify: options.minify });
    pieces.set(path.basename(file), { code: linked(code, named('dynamic-import')), needs: named('import-statement'), loads: named('dynamic-import') }); // prettier-ignore
  }
  const [entry] = Object.entries(metafile.outputs).filter(
    ([, { entryPoint }]) => entryPoint === options.entryPoints[0],
  );
  const files = link(pieces, path.basename(entry[0]), id).map(({ name, text }) => ({ path: path.join(root, options.outdir, name), text })); // prettier-ignore
  return { files, inputs: Object.keys(metafile.inputs) };
}

/** `import("./piece.js")` becomes a call of the linker's own. */
function linked(code, loads) {
  let left = [...loads];
  const text = code.replace(/\bimport\("\.\/([^"]+)"\)/g, (_, name) => {
    left = left.filter((one) => one !== name);
    return `load("./${name}")`;
  });
  if (left.length > 0) throw new Error(`No import of ${left.join(', ')} is found in the text of a piece`);
  return text;
}

/** All pieces that one needs at once, itself included. */
function closure(pieces, name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const need of pieces.get(name).needs) closure(pieces, need, found);
  return found;
}

/**
 * The files: the entry's own, one for each piece that is loaded, and one for what several of these share. What the entry
 * itself loads is there before everything else, so it keeps what it needs to itself.
 */
function link(pieces, entry, id) {
  const first = closure(pieces, entry);
  const loaded = [...new Set([...pieces.values()].flatMap(({ loads }) => loads))].sort();
  const early = [...first].flatMap((piece) => pieces.get(piece).loads);
  const owners = new Map();
  const claim = (name, own) => {
    for (const piece of closure(pieces, name)) {
      if (!first.has(piece) && own(piece)) owners.set(piece, [...(owners.get(piece) ?? []), name]);
    }
  };
  for (const name of early) claim(name, (piece) => !owners.has(piece));
  const opening = new Set(owners.keys());
  for (const name of loaded) if (!early.includes(name)) claim(name, (piece) => !opening.has(piece));
  const fileOf = (piece) =>
    owners.get(piece).length === 1 ? `part-${stem(owners.get(piece)[0])}.js` : 'part-shared.js';
  const contents = new Map();
  for (const piece of owners.keys()) {
    const file = fileOf(piece);
    contents.set(file, [...(contents.get(file) ?? []), piece]);
  }
  const parts = {};
  for (const name of loaded) {
    const needed = [...closure(pieces, name)].filter((piece) => !first.has(piece));
    parts[`./${name}`] = [...new Set(needed.map(fileOf))].sort();
  }
  const body = (piece) => `"./${piece}":function(module,exports,require,load){${pieces.get(piece).code}}`;
  const object = (names) => `{${names.map(body).join(',\n')}}`;
  return [
    { name: entry, text: main(object([...first]), parts, entry, id) },
    ...[...contents].map(([name, names]) => ({ name, text: `"use strict";module.exports=${object(names)};\n` })),
  ];
}

function stem(file) {
  return file.replace(/-[A-Z0-9]+\.js$/, '').replace(/\.js$/, '');
}

/** The first file: its pieces, and the loader of the others. */
function main(pieces, parts, entry, id) {
  return `"use strict";
const hosted = require;
const pieces = ${pieces};
const parts = ${JSON.stringify(parts)};
const made = {}, files = {};
function need(name) {
  if (!(name in pieces)) return hosted(name);
  if (!(name in made)) {
    const module = (made[name] = { exports: {} });
    pieces[name](module, module.exports, need, load);
  }
  return made[name].exports;
}
async function load(name) {
  // A bundle of its own, which the command line loads too.
  if (!(name in parts)) return fileOf(name.slice(2));
  for (const found of await Promise.all(parts[name].map(fileOf))) Object.assign(pieces, found);
  return need(name);
}
function fileOf(name) {
  return (files[name] ??= read(name).catch((error) => { delete files[name]; throw error; }));
}
async function read(name) {
  // Where there is no folder to require from, as in the web, the file is run as that host runs this one.
  if (typeof __dirname === "string") return hosted("./" + name);
  const { extensions, Uri, workspace } = hosted("vscode");
  const uri = Uri.joinPath(extensions.getExtension(${JSON.stringify(id)}).extensionUri, "dist", name);
  const module = { exports: {} };
  new Function("module", new TextDecoder().decode(await workspace.fs.readFile(uri)))(module);
  return module.exports;
}
module.exports = need(${JSON.stringify(`./${entry}`)});
`;
}

module.exports = { buildInParts };
