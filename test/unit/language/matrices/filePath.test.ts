import assert from 'node:assert/strict';
import { filePath, localPath, pathsBelow } from '../../../../src/language/matrices/filePath';
import { say } from '../../../../src/message/message';

const folder = { path: '/home/ann/nets', trusted: true };

function refusal(written: string, of: Parameters<typeof filePath>[1]): string {
  const found = filePath(written, of);
  assert.ok(typeof found !== 'string', written);
  return say(found.message);
}

describe('the path in file("…")', () => {
  it('is looked for beside the spec, with / or \\ between its parts', () => {
    assert.equal(filePath('w.csv', folder), '/home/ann/nets/w.csv');
    assert.equal(filePath('data/w 1.csv', folder), '/home/ann/nets/data/w 1.csv');
    assert.equal(filePath('data\\.\\w.csv', folder), '/home/ann/nets/data/w.csv');
    assert.equal(filePath('../w.csv', folder), '/home/ann/w.csv');
    assert.equal(filePath('../../../../w.csv', folder), '/w.csv');
    assert.equal(filePath('w.csv', { path: '/', trusted: true }), '/w.csv');
  });

  it('may be absolute', () => {
    assert.equal(filePath('/data/w.csv', folder), '/data/w.csv');
    assert.equal(filePath('C:\\data\\w.csv', folder), '/C:/data/w.csv');
    assert.equal(filePath('/data/w.csv', { path: null, trusted: true }), '/data/w.csv');
  });

  it('leads to no network', () => {
    for (const written of [
      'https://example.org/w.csv',
      'file:///w.csv',
      '\\\\server\\share\\w.csv',
      '//server/w.csv',
    ]) {
      assert.match(refusal(written, folder), /never reads files over a network/);
      assert.equal(localPath(written), null);
    }
    assert.equal(localPath('a\\b.csv'), 'a/b.csv');
  });

  it('of a spec that is not trusted stays beside it or below it', () => {
    const untrusted = { path: '/home/ann/nets', trusted: false };
    assert.equal(filePath('w.csv', untrusted), '/home/ann/nets/w.csv');
    assert.equal(filePath('data/../w.csv', untrusted), '/home/ann/nets/w.csv');
    assert.equal(filePath('.', untrusted), '/home/ann/nets');
    assert.equal(filePath('w.csv', { path: '/', trusted: false }), '/w.csv');
    for (const written of ['../w.csv', 'data/../../w.csv', '/etc/passwd', 'C:\\w.csv', '../nets2/w.csv', '..\\w.csv']) {
      assert.match(refusal(written, untrusted), /untrusted/, written);
    }
    assert.match(refusal('/w.csv', { path: null, trusted: false }), /untrusted/);
  });

  it('is looked for link by link below the folder', () => {
    assert.deepEqual(pathsBelow('/home/ann/nets/a/b/w.csv', '/home/ann/nets'), ['/home/ann/nets/a', '/home/ann/nets/a/b', '/home/ann/nets/a/b/w.csv']); // prettier-ignore
    assert.deepEqual(pathsBelow('/w.csv', '/'), ['/w.csv']);
    assert.deepEqual(pathsBelow('/c/nets/w.csv', '/c/nets/'), ['/c/nets/w.csv']);
  });

  it('needs a folder', () => {
    assert.match(refusal('w.csv', { path: null, trusted: true }), /Save this file first/);
    assert.match(refusal(' ', folder), /empty/);
  });
});
