import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { examplesCopy } from '../harness/examples';
import { packageExtension } from '../harness/package';
import { ROOT } from '../harness/paths';
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

  // The editor, the command line, the writers, the pictures of formulas (with their own font), the cells of notebooks and
  // the pages that the preview makes itself are bundles of their own, each with what it needs, and only the first is loaded with the extension.
  it('is under 2.8 MB', () => {
    const { size } = fs.statSync(vsix);
    assert.ok(size < 2_800_000, `${size} bytes`);
  });

  it('holds what runs, and nothing that does not', () => {
    const home = fs.readdirSync(extensionsDir).find((name) => name.startsWith('nnet.nnet-'))!;
    const files = fs
      .readdirSync(path.join(extensionsDir, home), { recursive: true })
      .map((name) => String(name).replaceAll(path.sep, '/'));
    for (const needed of [
      'package.json',
      'dist/extension.js',
      'dist/part-features.js',
      'dist/part-shared.js',
      'dist/part-writers.js',
      'dist/webview/main.js',
      'dist/cli.js',
      'dist/pictures.js',
      'dist/webview/katex.css',
      'docs/diagnostics.md',
    ]) {
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

  it('holds the licence of every package and font in it', async () => {
    const home = path.join(
      extensionsDir,
      fs.readdirSync(extensionsDir).find((name) => name.startsWith('nnet.nnet-'))!,
    );
    const notices = fs.readFileSync(path.join(home, 'ThirdPartyNotices.txt'), 'utf8');
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: ['src/extension.ts', 'src/authoring/pictures.ts', 'src/webview/main.ts', 'src/cli/main.ts'],
      outdir: 'none',
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      external: ['vscode'],
      loader: { '.woff2': 'file', '.woff': 'file', '.ttf': 'file' },
      logLevel: 'error',
    });
    const packages = new Set(
      Object.keys(metafile.inputs).flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[0] ?? []),
    );
    assert.ok(packages.size >= 2, [...packages].join());
    for (const folder of packages) {
      const read = (file: string) => fs.readFileSync(path.join(ROOT, folder, file), 'utf8');
      const { name, version, license } = JSON.parse(read('package.json')) as Record<string, string>;
      assert.ok(notices.includes(`\n${name} ${version}\n`), name);
      const licence = ['LICENSE', 'LICENSE.txt', 'LICENSE-MIT.txt'].find((file) =>
        fs.existsSync(path.join(ROOT, folder, file)),
      );
      // A package without the text of its licence names it.
      const text = licence ? read(licence) : fs.readFileSync(path.join(ROOT, 'licences', `${license}.txt`), 'utf8');
      assert.ok(notices.includes(text.trim()), `the licence of ${name}`);
    }
    for (const font of fs.readdirSync(path.join(home, 'dist/webview/fonts'))) assert.ok(notices.includes(font), font);
    // What the fonts' own tables state, though their package is under the MIT licence.
    assert.match(notices, /with Reserved Font Name KaTeX_Main\.\n\nThis Font Software is licensed under the SIL Open/);
    assert.match(notices, /SIL OPEN FONT LICENSE Version 1\.1 - 26 February 2007/);
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
