import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const { thirdPartyNotices } = createRequire(__filename)('../../../scripts/notices.cjs') as {
  thirdPartyNotices: (root: string, inputs: readonly string[]) => string;
};

describe('ThirdPartyNotices.txt', () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-notices-'));
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  };
  write('node_modules/@one/a/package.json', '{"name": "@one/a", "version": "1.2.3"}');
  write('node_modules/@one/a/LICENSE.md', 'May be used by a.\n');
  write('node_modules/@one/a/NOTICE', 'a holds parts of c.');
  write('node_modules/@one/a/node_modules/b/package.json', '{"name": "b", "version": "4.0.0"}');
  write('node_modules/@one/a/node_modules/b/COPYING', 'May be used by b.');
  write('node_modules/bare/package.json', '{"name": "bare", "version": "9.9.9", "license": "MIT"}');
  write('node_modules/empty/package.json', '{"name": "empty", "version": "1.0.0"}');
  write('node_modules/empty/LICENSE', ' \n');
  after(() => fs.rmSync(root, { recursive: true, force: true }));

  it('holds the licence and notice of each package once, also of one inside another', () => {
    const inputs = [
      'src/extension.ts',
      'node_modules/@one/a/lib/x.js',
      'node_modules/@one/a/lib/y.js',
      'node_modules/@one/a/node_modules/b/index.js',
    ];
    const text = thirdPartyNotices(root, inputs);
    assert.deepEqual(text.match(/^(?:@one\/a|b) \d.*$/gm), ['@one/a 1.2.3', 'b 4.0.0']);
    for (const part of ['May be used by a.\n\na holds parts of c.', 'May be used by b.']) {
      assert.equal(text.split(part).length, 2, part);
    }
    assert.ok(!text.includes('src/'));
  });

  for (const name of ['bare', 'empty']) {
    it(`cannot be made of a package without a licence text: ${name}`, () => {
      assert.throws(() => thirdPartyNotices(root, [`node_modules/${name}/index.js`]), /holds no licence text/);
    });
  }

  it('cannot be made of a font that names no known licence', () => {
    write('node_modules/@one/a/f.ttf', '\u0000\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000');
    assert.throws(() => thirdPartyNotices(root, ['node_modules/@one/a/f.woff2']), /no table of names/);
  });
});
