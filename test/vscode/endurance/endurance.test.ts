// npm run endurance: the packaged extension through a lesson of 10 000 keystrokes, in a folder of this machine and in a
// virtual one; a killed extension host. NNET_KEYSTROKES=N types fewer or more.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { heapUsed } from '../harness/extensionHost';
import { Lesson, lessonSpec } from '../harness/lesson';
import { packageExtension } from '../harness/package';
import { installVsix } from '../harness/server';
import { Workbench } from '../harness/workbench';

const KEYSTROKES = Number(process.env['NNET_KEYSTROKES'] ?? 10_000);

/** So much of the memory may stay once all is as it was. */
const TOLERANCE = 0.1;

/** Before it, what is loaded with the first edits is loaded. */
const WARM_UP = 200;

/** An extension with a file system in memory, as a virtual workspace has one. */
const MEMORY_FILES = `
const vscode = require('vscode');
const files = new Map([['/lesson/one.nnet', Buffer.from(${JSON.stringify(lessonSpec('one'))})]]);
const changed = new vscode.EventEmitter();
const known = (uri) => {
  const bytes = files.get(uri.path);
  if (bytes === undefined) throw vscode.FileSystemError.FileNotFound(uri);
  return bytes;
};
let time = 1;
exports.activate = () => vscode.workspace.registerFileSystemProvider('nnetmemory', {
  onDidChangeFile: changed.event,
  watch: () => new vscode.Disposable(() => {}),
  stat: (uri) => uri.path === '/lesson'
    ? { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 }
    : { type: vscode.FileType.File, ctime: 0, mtime: time, size: known(uri).length },
  readDirectory: () => [...files.keys()].map((name) => [name.slice('/lesson/'.length), vscode.FileType.File]),
  readFile: known,
  writeFile: (uri, bytes) => {
    time++;
    files.set(uri.path, Buffer.from(bytes));
    changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  },
  createDirectory: () => {},
  delete: (uri) => void files.delete(uri.path),
  rename: () => { throw vscode.FileSystemError.NoPermissions(); },
});
`;

describe('a very long lesson with the packaged extension', function () {
  this.timeout(300_000 + 300 * KEYSTROKES);
  const dir = mkdtempSync(path.join(os.tmpdir(), 'nnet-endurance-'));
  const folder = path.join(dir, 'lesson');
  const extensionsDir = path.join(dir, 'extensions');
  let workbench: Workbench | undefined;

  before(async () => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'one.nnet'), lessonSpec('one'));
    await installVsix(await packageExtension(dir), extensionsDir);
  });
  afterEach(async () => {
    await workbench?.close();
    workbench = undefined;
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  it('shows the last of very many edits, and the memory of the extension host comes back', async function () {
    workbench = await Workbench.open({ folder, file: 'one.nnet', extensionsDir });
    const lesson = new Lesson(workbench, 'one');
    await lesson.start();
    // All that is done is done once before, so that only what grows counts.
    const everything = async (keys: number): Promise<void> => {
      await lesson.type(keys, 'a ');
      await lesson.undoAndRedo();
      await lesson.split(keys / 20);
      await lesson.twoPreviews('one.nnet', keys / 20);
    };
    await everything(WARM_UP);
    const [host] = workbench.extensionHosts;
    if (host === undefined) return this.skip();
    const before = await heapUsed(host);
    await everything(KEYSTROKES);
    const after = await heapUsed(host);
    const said = `${megabytes(before)} before, ${megabytes(after)} after ${KEYSTROKES} keystrokes`;
    console.log(`      heap of the extension host: ${said}`);
    assert.ok(after <= before * (1 + TOLERANCE), said);
  });

  it('comes back with the last edit after the extension host was killed and the window loaded again', async function () {
    writeFileSync(path.join(folder, 'two.nnet'), lessonSpec('two'));
    workbench = await Workbench.open({ folder, extensionsDir });
    await workbench.openFile('two.nnet');
    const lesson = new Lesson(workbench, 'two');
    await lesson.start();
    await lesson.type(100, 'kept ');
    await workbench.save();
    while (!/two\.nnet.*webview|webview.*two\.nnet/s.test(await workbench.keptLayout())) {
      await workbench.page.waitForTimeout(200);
    }
    const hosts = workbench.extensionHosts;
    if (hosts.length === 0) return this.skip();
    for (const host of hosts) process.kill(host, 'SIGKILL');
    await workbench.page.reload();
    await lesson.shows();
    assert.ok(workbench.extensionHosts.every((host) => !hosts.includes(host)));
    await workbench.openFile('two.nnet');
    await lesson.type(100, 'again ');
  });

  it('works in a virtual folder', async () => {
    const home = path.join(extensionsDir, 'nnet-test.memory-files-1.0.0');
    mkdirSync(home);
    writeFileSync(path.join(home, 'main.js'), MEMORY_FILES);
    const manifest = {
      name: 'memory-files',
      publisher: 'nnet-test',
      version: '1.0.0',
      engines: { vscode: '^1.100.0' },
      main: './main.js',
      activationEvents: ['onFileSystem:nnetmemory'],
    };
    writeFileSync(path.join(home, 'package.json'), JSON.stringify(manifest));
    rmSync(path.join(extensionsDir, 'extensions.json'), { force: true });
    workbench = await Workbench.open({ folder: 'nnetmemory:/lesson', file: 'one.nnet', extensionsDir });
    const lesson = new Lesson(workbench, 'one');
    await lesson.start();
    await lesson.type(KEYSTROKES / 20, 'virtual ');
    await lesson.undoAndRedo();
    await workbench.save();
    await lesson.type(100, 'again ');
  });
});

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
