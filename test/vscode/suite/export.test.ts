import { assert } from 'chai';
import * as vscode from 'vscode';
import { Analysis } from '../../../src/analysis/analysis';
import { usualHandout } from '../../../src/authoring/choices';
import { exportFiles } from '../../../src/authoring/exportFiles';
import { inEnglish } from '../../../src/message/message';
import { eventually } from './eventually';
import { memoryFiles } from './memoryFiles';

const SPEC = `network "Sample"
input X = [1 2]
layer 2 sigmoid
  W = [1 2; 3 4]
  b = [0.5 -0.5]
layer 1 tanh
  W = [1 -1]
`;

const scheme = 'nnet-export';
const at = (path: string): vscode.Uri => vscode.Uri.from({ scheme, path });
const { fs } = vscode.workspace;
const read = async (path: string): Promise<string> => new TextDecoder().decode(await fs.readFile(at(path)));
const write = (path: string, text: string): Thenable<void> => fs.writeFile(at(path), new TextEncoder().encode(text));
const run = (command: string, ...args: unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

/** What the command line writes for the same text and choices; it goes through the same function. */
async function expected(target: 'latex' | 'numpy' | 'svg', what = usualHandout.what): Promise<string> {
  const source = { file: 'net.nnet', text: SPEC };
  const request = { target, choices: { ...usualHandout, what }, source, foreign: null };
  const [main] = await exportFiles(await Analysis.of(SPEC), request, {
    name: 'net',
    translate: inEnglish,
    mathStyle: () => Promise.resolve(''),
  });
  return main.content as string;
}

describe('exports', function () {
  this.timeout(240_000);

  let registration: vscode.Disposable;
  before(async () => {
    registration = vscode.workspace.registerFileSystemProvider(scheme, memoryFiles());
    await write('/net.nnet', SPEC);
  });
  after(() => void registration.dispose());
  afterEach(() => run('workbench.action.closeAllEditors'));

  it('write the same bytes as the command line, into a virtual folder that cannot rename, and open the result', async () => {
    await run('nnet.export', at('/net.nnet'), {
      target: 'latex',
      to: at('/net.tex').toString(),
      choices: { what: ['gradient'] },
    });
    assert.strictEqual(await read('/net.tex'), await expected('latex', ['gradient']));
    assert.isFalse((await fs.readDirectory(at('/'))).some(([name]) => name.endsWith('.tmp')));
    await eventually(
      'the open editor',
      () => vscode.window.activeTextEditor?.document.uri.path,
      (path) => path === '/net.tex',
    );
    await run('nnet.export', at('/net.nnet'), { target: 'numpy', to: at('/net.py').toString() });
    assert.strictEqual(await read('/net.py'), await expected('numpy'));
  });

  it('draw formulas as pictures, SVG and PNG, with what is loaded for the first of them', async () => {
    const choices = { what: ['gradient'] };
    await run('nnet.export', at('/net.nnet'), { target: 'formulas-svg', to: at('/net.svg').toString(), choices });
    assert.match(await read('/net.svg'), /<desc>.*<path transform=/s);
    await run('nnet.export', at('/net.nnet'), { target: 'formulas-png', to: at('/net.png').toString(), choices });
    const png = await fs.readFile(at('/net.png'));
    assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    assert.isAbove(png.length, 5000);
    await run('nnet.copyPicture', at('/net.nnet'), 'svg');
    assert.match(await vscode.env.clipboard.readText(), /^<\?xml.*<path transform=/s);
  });

  it('are done again for the same file, over what an export wrote', async () => {
    await run('nnet.export', at('/net.nnet'), { target: 'svg', to: at('/net.svg').toString() });
    const before = await read('/net.svg');
    assert.strictEqual(before, await expected('svg'));
    const older = before.replace(/, checksum \w+/, '').replace('<title>', '<title>old ');
    await write('/net.svg', older);
    await run('nnet.exportAgain', at('/net.nnet'));
    assert.strictEqual(await read('/net.svg'), before);
  });

  it('make a sheet and a key of an exercise', async () => {
    await write('/exam.nnet', `${SPEC}\nexercise "By hand"\n  ask gradW1\n`);
    const to = at('/').toString();
    const made = (await run('nnet.makeExercise', at('/exam.nnet'), { target: 'markdown', count: 1, to })) as string[];
    const texts = await Promise.all(made.map((uri) => read(vscode.Uri.parse(uri, true).path)));
    assert.lengthOf(texts, 2);
    for (const text of texts) assert.include(text, 'By hand');
    const [key, ...others] = texts.filter((text) => text.includes('Key to sheet'));
    assert.lengthOf(others, 0);
    // The only gradient of W₁ in numbers is the answer.
    const sheet = texts.find((text) => text !== key)!;
    const answer = /\d\.\d{3,}/g;
    const given = new Set(sheet.match(answer) ?? []);
    assert.isNotEmpty((key.match(answer) ?? []).filter((number) => !given.has(number)));
  });

  it('copy (3) with its tag and all its numbers', async () => {
    await run('nnet.copyGradient', at('/net.nnet'), 'latex');
    const latex = await vscode.env.clipboard.readText();
    assert.include(latex, '\\tag*{(3)}');
    assert.match(latex, /\\nabla_\{W_1\} f/);
    assert.match(latex, /\d\.\d{3}/);
    assert.notInclude(latex, 'htmlData');
    await run('nnet.copyGradient', at('/net.nnet'), 'markdown');
    assert.match(await vscode.env.clipboard.readText(), /^\$\$\n[\s\S]*\n\$\$\n$/);
  });

  it('copy the drawing as SVG and as TikZ', async () => {
    await run('nnet.copyDrawing', at('/net.nnet'), 'svg');
    assert.strictEqual(await vscode.env.clipboard.readText(), await expected('svg'));
    await run('nnet.copyDrawing', at('/net.nnet'), 'tikz');
    assert.include(await vscode.env.clipboard.readText(), '\\begin{tikzpicture}');
  });
});
