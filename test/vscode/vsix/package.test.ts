import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { examplesCopy } from '../harness/examples';
import { packageExtension } from '../harness/package';
import { installVsix } from '../harness/server';
import { Workbench } from '../harness/workbench';

describe('the packaged extension', () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-vsix-'));
  const examples = examplesCopy();
  const extensionsDir = path.join(dir, 'extensions');
  let vsix: string;
  before(async () => {
    vsix = await packageExtension(dir);
    await installVsix(vsix, extensionsDir);
  });
  after(() => {
    examples.remove();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it('is under 1 MB', () => {
    const { size } = fs.statSync(vsix);
    assert.ok(size < 1_000_000, `${size} bytes`);
  });

  it('holds what runs, and nothing that does not', () => {
    const home = fs.readdirSync(extensionsDir).find((name) => name.startsWith('nnet.nnet-'))!;
    const files = fs
      .readdirSync(path.join(extensionsDir, home), { recursive: true })
      .map((name) => String(name).replaceAll(path.sep, '/'));
    for (const needed of ['package.json', 'dist/extension.js', 'dist/webview/main.js', 'dist/cli.js']) {
      assert.ok(files.includes(needed), `${needed} is missing`);
    }
    const strange = files.filter((f) => /\.(map|ts)$|^(src|test|node_modules|scripts|out)\//.test(f));
    assert.deepEqual(strange, []);
    assert.deepEqual(
      files.filter((f) => /\.(ttf|woff)$/.test(f)),
      [],
      'woff2 fonts are enough',
    );
  });

  it('works where it is installed', async () => {
    const workbench = await Workbench.open({ folder: examples.folder, file: 'mazur.nnet', extensionsDir });
    try {
      await workbench.language.filter({ hasText: /^NNet$/ }).waitFor();
      await workbench.runCommand('NNet: Open Preview to the Side');
      await workbench.webview.locator('body').waitFor();
      await workbench.webview.getByRole('button', { name: 'More on conventions' }).first().click();
      await workbench.tab('Preview conventions.md').waitFor();
      assert.deepEqual(workbench.outside, []);
    } finally {
      await workbench.close();
    }
  });
});
