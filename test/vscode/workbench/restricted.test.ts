// Restricted Mode: a spec from a stranger reads nothing but what is really beside it.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Workbench } from '../harness/workbench';

const spec = (file: string): string => `input X = [1]\nlayer identity\n  W = file("${file}")\noutput 1\n`;

describe('a workspace that is not trusted', () => {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'nnet-restricted-'));
  const folder = path.join(dir, 'stranger');
  let workbench: Workbench;

  before(async () => {
    mkdirSync(path.join(folder, 'data'), { recursive: true });
    mkdirSync(path.join(dir, 'private'));
    writeFileSync(path.join(dir, 'private', 'w.csv'), '12345\n');
    writeFileSync(path.join(folder, 'data', 'own.csv'), '77\n');
    symlinkSync(path.join(dir, 'private', 'w.csv'), path.join(folder, 'w.csv'));
    symlinkSync(path.join(dir, 'private'), path.join(folder, 'away'));
    writeFileSync(path.join(folder, 'own.nnet'), spec('data/own.csv'));
    writeFileSync(path.join(folder, 'link.nnet'), spec('w.csv'));
    writeFileSync(path.join(folder, 'folder.nnet'), spec('away/w.csv'));
    workbench = await Workbench.open({
      folder,
      file: 'own.nnet',
      settings: {
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
        'security.workspace.trust.untrustedFiles': 'open',
      },
    });
  });
  after(async () => {
    await workbench?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('is restricted, and reads a file beside the spec', async () => {
    await workbench.page.getByText('Restricted Mode').first().waitFor();
    assert.match(await workbench.hover('W'), /77/);
  });

  for (const name of ['link.nnet', 'folder.nnet']) {
    it(`follows no symbolic link: ${name}`, async () => {
      await workbench.openFile(name);
      await workbench.errorSquiggles.first().waitFor();
      // A hover that came before the diagnostics does not learn of them.
      let said = '';
      while (!said.includes('symbolic links are not followed'))
        said = await workbench.hover(name === 'link.nnet' ? 'w.csv' : 'away');
      assert.doesNotMatch(await workbench.hover('W ='), /12345/);
    });
  }
});
