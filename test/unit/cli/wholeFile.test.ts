import assert from 'node:assert/strict';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { writeFile, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { writeWholeFile, writeWholeFiles } from '../../../src/cli/wholeFile';

describe('A file that is written', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'nnet-whole-'));
    file = path.join(folder, 'a.nnet');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is replaced with its mode, and nothing else is left', async () => {
    writeFileSync(file, 'before');
    chmodSync(file, 0o640);
    await writeWholeFile(file, 'after');
    assert.equal(readFileSync(file, 'utf8'), 'after');
    assert.equal(statSync(file).mode & 0o777, 0o640);
    assert.deepEqual(readdirSync(folder), ['a.nnet']);
  });

  it('stays as it was, like its neighbours, when one of several cannot be written', async () => {
    const second = path.join(folder, 'b.nnet');
    writeFileSync(file, 'before');
    const full = {
      write: async (name: string, content: string | Uint8Array) => {
        if (name.includes('b.nnet')) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
        await writeFile(name, content);
      },
      rename,
      remove: (name: string) => rm(name, { force: true }),
    };
    const files = [
      { file, content: 'after' },
      { file: second, content: 'after' },
    ];
    await assert.rejects(writeWholeFiles(files, full), /no space/);
    assert.equal(readFileSync(file, 'utf8'), 'before');
    assert.deepEqual(readdirSync(folder), ['a.nnet']);
    await writeWholeFiles(files);
    assert.deepEqual([readFileSync(file, 'utf8'), readFileSync(second, 'utf8')], ['after', 'after']);
  });

  it('is as it was when the disk is full on the way', async () => {
    writeFileSync(file, 'before');
    const full = {
      write: async (name: string, content: string | Uint8Array) => {
        await writeFile(name, content.slice(0, 2));
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      },
      rename,
      remove: (name: string) => rm(name, { force: true }),
    };
    await assert.rejects(writeWholeFile(file, 'after', full), /no space/);
    assert.equal(readFileSync(file, 'utf8'), 'before');
    assert.deepEqual(readdirSync(folder), ['a.nnet']);
  });

  it('is written where a symbolic link leads, and the link stays', async () => {
    writeFileSync(file, 'before');
    const link = path.join(folder, 'link.nnet');
    symlinkSync('a.nnet', link);
    await writeWholeFile(link, 'after');
    assert.ok(lstatSync(link).isSymbolicLink());
    assert.equal(readFileSync(file, 'utf8'), 'after');
  });
});
