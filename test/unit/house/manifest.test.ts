import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';

/** Every string in a part of the manifest. */
function strings(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  return part !== null && typeof part === 'object' ? Object.values(part).flatMap(strings) : [];
}

describe('The manifest', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { icon: string; contributes: object };
  const built = /^\.\/dist\//;

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
