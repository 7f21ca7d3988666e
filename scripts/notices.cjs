// ThirdPartyNotices.txt: the licences of everything that the bundles hold, found in esbuild's metafiles.
'use strict';

const fs = require('node:fs');
const path = require('node:path');

/** Files under which a package states its licence. */
const LICENCE_FILE = /^(licen[cs]e|copying|unlicen[cs]e)([-.](md|txt|mit|markdown))*$/i;
const NOTICE_FILE = /^notice(\.(md|txt))?$/i;

/** Licences that a font names in its own table instead of holding the whole text. */
const FONT_LICENCES = [[/SIL Open Font License, Version 1\.1/, 'OFL-1.1.txt']];

/** The folder of the package that an input of a bundle comes from, relative to the root; null for our own files. */
function packageFolder(input) {
  const match = /^(?:.*[\\/])?node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(input);
  return match === null ? null : match[0];
}

/** The licence that a package holds, or else the one that it names, if we have its text. */
function licenceOf(root, folder) {
  const dir = path.join(root, folder);
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(dir, 'package.json'), 'utf8'));
  const files = fs.readdirSync(dir).sort();
  const licence = files.find((file) => LICENCE_FILE.test(file));
  const named = path.join(root, 'licences', `${license}.txt`);
  const file = licence !== undefined ? path.join(dir, licence) : fs.existsSync(named) ? named : null;
  const text = file === null ? '' : fs.readFileSync(file, 'utf8').trim();
  if (text === '') throw new Error(`${name} ${version} is in a bundle, but ${folder} holds no licence text.`);
  const notices = files
    .filter((file) => NOTICE_FILE.test(file))
    .map((file) => fs.readFileSync(path.join(dir, file), 'utf8'));
  return { title: `${name} ${version}`, text: [text, ...notices].map((t) => t.trim()).join('\n\n') };
}

/** What a TrueType font says of its copyright (entry 0 of its table of names) and licence (13). */
function fontNames(file) {
  const font = fs.readFileSync(file);
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const record = 12 + 16 * i;
    if (font.toString('latin1', record, record + 4) !== 'name') continue;
    const table = font.subarray(font.readUInt32BE(record + 8));
    const names = {};
    for (let k = 0; k < table.readUInt16BE(2); k++) {
      const entry = 6 + 12 * k;
      const start = table.readUInt16BE(4) + table.readUInt16BE(entry + 10);
      const bytes = Buffer.from(table.subarray(start, start + table.readUInt16BE(entry + 8)));
      const isMac = table.readUInt16BE(entry) === 1;
      names[table.readUInt16BE(entry + 6)] = isMac ? bytes.toString('latin1') : bytes.swap16().toString('utf16le');
    }
    return names;
  }
  throw new Error(`${file} has no table of names.`);
}

/** The notices of fonts: each statement once, with the names of its fonts and the text of the licence it names. */
function fontLicences(root, fonts) {
  const named = new Map();
  for (const font of fonts) {
    // woff2 is compressed; the same font lies beside it as TrueType.
    const statement = fontNames(path.join(root, font.replace(/\.woff2$/, '.ttf')))[13] ?? '';
    const licence = FONT_LICENCES.find(([pattern]) => pattern.test(statement));
    if (licence === undefined) throw new Error(`${font} names no licence whose text is known.`);
    const known = named.get(licence[1]) ?? { fonts: [], statements: new Set() };
    known.fonts.push(path.basename(font));
    known.statements.add(statement.trim());
    named.set(licence[1], known);
  }
  return [...named].map(([file, { fonts: names, statements }]) => ({
    title: `Fonts: ${names.sort().join(', ')}`,
    text: [...statements, fs.readFileSync(path.join(root, 'licences', file), 'utf8').trim()].join('\n\n'),
  }));
}

/**
 * The text of ThirdPartyNotices.txt.
 * @param inputs the inputs of all bundles that are shipped, as esbuild's metafiles name them
 * @throws if a package or a font has no licence text
 */
function thirdPartyNotices(root, inputs) {
  const folders = [...new Set(inputs.map(packageFolder).filter((folder) => folder !== null))].sort();
  const fonts = [...new Set(inputs.filter((input) => /\.woff2?$/.test(input)))].sort();
  const parts = [...folders.map((folder) => licenceOf(root, folder)), ...fontLicences(root, fonts)];
  const line = '-'.repeat(80);
  const head = 'NNet includes the following software and fonts, under the licences below.';
  return `${head}\n\n${parts.map(({ title, text }) => `${line}\n${title}\n${line}\n\n${text}\n`).join('\n')}`;
}

module.exports = { thirdPartyNotices };
