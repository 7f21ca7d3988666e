import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type Look, lookNames, lookValues, usualLook } from '../../../src/notation/look';

interface Setting {
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly default: unknown;
}

/** How what is said of each value of these settings begins, in English and in Russian. */
const said: { readonly [Name in keyof Look]: Readonly<Record<Look[Name], readonly [string, string]>> } = {
  letters: {
    paper: ['The paper’s: W₁', 'Как в статье: W₁'],
    course: ['Those of many courses: W[1]', 'Как во многих курсах: W[1]'],
  },
};

/** Every string in a part of the manifest. */
function strings(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  return part !== null && typeof part === 'object' ? Object.values(part).flatMap(strings) : [];
}

describe('The manifest', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { icon: string; contributes: object };
  const built = /^\.\/dist\//;

  it('says what each value of a setting is, and has the values that the sources know', () => {
    const { properties } = (manifest.contributes as { configuration: { properties: Record<string, Setting> } }).configuration; // prettier-ignore
    for (const [name, { enum: values, enumDescriptions, default: usual }] of Object.entries(properties)) {
      if (values === undefined) continue;
      assert.equal(enumDescriptions?.length, values.length, name);
      assert.ok(values.includes(String(usual)), name);
    }
    for (const name of lookNames) {
      const { enum: values, default: usual } = properties[`nnet.${name}`];
      assert.deepEqual(values, lookValues[name]);
      assert.equal(usual, usualLook[name]);
    }
  });

  it('has every setting that the sources read, which docs name, and no other', () => {
    const { properties } = (manifest.contributes as { configuration: { properties: object } }).configuration;
    const names = Object.keys(properties);
    const used = new Set<string>(lookNames.map((name) => `nnet.${name}`));
    for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts')) continue;
      const source = readFileSync(`src/${file}`, 'utf8');
      for (const [, section] of source.matchAll(/getConfiguration\('(nnet[\w.]*)'/g)) {
        for (const [, name] of source.matchAll(/\.(?:get|update|inspect)(?:<[^>]*>)?\(\s*'(\w+)'/g))
          assert.ok(names.includes(`${section}.${name}`), `${file} reads ${section}.${name}`);
        // Also those that a table names.
        for (const [, name] of source.matchAll(/'(\w+)'/g)) used.add(`${section}.${name}`);
      }
    }
    for (const name of names) assert.ok(used.has(name), `nobody reads ${name}`);
    const docs = readdirSync('docs').filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`); // prettier-ignore
    const texts = ['README.md', ...docs].map((name) => readFileSync(name, 'utf8')).join('\n');
    for (const name of Object.keys(properties)) assert.ok(texts.includes(`\`${name}\``), `${name} is in no document`);
  });

  for (const name of lookNames)
    it(`has a setting of how formulas are written whose values, and what it reaches, the docs say: nnet.${name}`, () => {
      const line = (file: string): string =>
        readFileSync(file, 'utf8').split('\n').filter((one) => one.includes(`\`nnet.${name}\``)).join('\n'); // prettier-ignore
      for (const value of lookValues[name])
        assert.ok(line('README.md').includes(`\`${value}\``), `README.md: ${value}`);
      assert.notEqual(line('docs/conventions.md'), '');
      assert.notEqual(line('docs/markdown.md'), '');
    });

  for (const name of lookNames)
    it(`says of each value what it is, in both languages: nnet.${name}`, () => {
      const { properties } = (manifest.contributes as { configuration: { properties: Record<string, Setting> } }).configuration; // prettier-ignore
      const texts = ['package.nls.json', 'package.nls.ru.json'].map((file) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>); // prettier-ignore
      const { enum: values, enumDescriptions } = properties[`nnet.${name}`];
      for (const [i, value] of values!.entries()) {
        const key = enumDescriptions![i].replace(/^%|%$/g, '');
        for (const [n, beginning] of said[name][value as Look[typeof name]].entries())
          assert.ok(texts[n][key].startsWith(beginning), `${value}: ${texts[n][key]}`);
      }
    });

  it('names only files that are there', () => {
    const named = strings(manifest).filter((s) => /^(\.\/|media\/)[\w./-]+$/.test(s) && !built.test(s));
    assert.ok(named.length > 10);
    assert.deepEqual(
      named.filter((path) => !existsSync(path)),
      [],
    );
  });

  it('has an icon as the marketplace wants it: a PNG of 128 × 128 pixels', () => {
    const png = readFileSync(manifest.icon);
    assert.equal(png.toString('latin1', 1, 4), 'PNG');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [128, 128]);
  });
});
