import assert from 'node:assert/strict';
import path from 'node:path';
import { build } from 'esbuild';

describe('what the activation loads', () => {
  it('holds our own code only, so no KaTeX', async () => {
    const { metafile } = await build({
      absWorkingDir: path.resolve(__dirname, '../../..'),
      entryPoints: ['src/extension.ts'],
      ...{ bundle: true, write: false, metafile: true, platform: 'node', external: ['vscode'], logLevel: 'silent' },
    });
    const inputs = Object.keys(metafile.inputs);
    assert.ok(inputs.includes('src/extension.ts'));
    assert.deepEqual(
      inputs.filter((file) => file.includes('node_modules')),
      [],
    );
  });
});
