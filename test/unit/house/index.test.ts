// src/README.md is the way into the source: it has every file once, each with what it is for.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

describe('src/README.md', () => {
  const text = readFileSync('src/README.md', 'utf8');
  const named = [...text.matchAll(/^- `([^`]+\.ts)`: (.*)$/gm)].map(([, file, what]) => ({ file, what }));
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.ts'));

  it('has every file of src', () => {
    const known = new Set(named.map(({ file }) => file));
    assert.deepEqual(
      files.filter((file) => !known.has(file)).map((file) => `add to src/README.md: - \`${file}\`: what it is for`),
      [],
    );
  });

  it('has no file that is gone', () => {
    const present = new Set(files);
    assert.deepEqual(
      named.filter(({ file }) => !present.has(file)).map(({ file }) => `remove from src/README.md: - \`${file}\``),
      [],
    );
  });

  it('has each file once, below its folder, with what it is for', () => {
    assert.equal(new Set(named.map(({ file }) => file)).size, named.length);
    assert.deepEqual(
      named.filter(({ what }) => what.trim().length < 8),
      [],
    );
    for (const part of text.split(/^## /m).slice(1)) {
      const folder = part.slice(0, part.indexOf('\n')).trim();
      const elsewhere = [...part.matchAll(/^- `([^`]+\.ts)`/gm)].filter(([, file]) => !file.startsWith(`${folder}/`));
      assert.deepEqual(elsewhere, [], `below ${folder}`);
    }
  });
});
