import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isOnSheet, sheetStyles } from '../../sheetStyles';
import { buildCli, folderWith, nnet, root } from './run';

const EXAM = 'examples/exam.nnet';

describe('nnet exercise', () => {
  before(buildCli);

  it('writes a sheet and its key, and says where', async () => {
    const out = path.join(folderWith({}), 'made');
    const { status, stdout, stderr } = await nnet(['exercise', EXAM, '-o', out]);
    assert.deepEqual([status, stderr], [0, '']);
    const files = readdirSync(out).sort();
    assert.equal(files.length, 2);
    assert.match(files[0], /^exam-[0-9A-Z]{7}-0[0-9A-Z]-key\.tex$/);
    assert.match(files[1], /^exam-[0-9A-Z]{7}-0[0-9A-Z]-sheet\.tex$/);
    assert.deepEqual(
      stdout.trim().split('\n').sort(),
      files.map((name) => path.join(out, name)),
    );
  });

  it('makes the same sheet again from its code, in every target', async () => {
    const [first, second] = [folderWith({}), folderWith({})];
    const to = ['--to', 'exam,markdown,html,notebook'];
    assert.equal((await nnet(['exercise', EXAM, ...to, '--variant', '7', '-o', first])).status, 0);
    const code = /exam-([0-9A-Z]{7}-7[0-9A-Z])-sheet\.md/.exec(readdirSync(first).join(' '))![1];
    assert.equal((await nnet(['exercise', EXAM, ...to, '--code', code, '-o', second])).status, 0);
    assert.equal(readdirSync(first).length, 8);
    for (const name of readdirSync(first)) {
      assert.deepEqual(readFileSync(path.join(second, name)), readFileSync(path.join(first, name)), name);
    }
  });

  for (const [name, { option, changes }] of Object.entries(sheetStyles))
    it(`makes other sheets, or keys, with each choice: ${name}`, async () => {
      const sheet = async (more: readonly string[]): Promise<string> => {
        const out = folderWith({});
        assert.equal((await nnet(['exercise', EXAM, '--to', 'markdown', ...more, '-o', out])).status, 0);
        const ending = isOnSheet(changes) ? '-sheet.md' : '-key.md';
        const [made] = readdirSync(out).filter((file) => file.endsWith(ending));
        // Without the command that makes it again.
        return readFileSync(path.join(out, made), 'utf8').replace(/<!--[^]*?-->/g, '');
      };
      assert.ok((await sheet(option)) !== (await sheet([])), `${option.join(' ')} changes nothing`);
    });

  it('makes each sheet once, however often its code is given, and names a file that begins with a hyphen as one', async () => {
    const folder = folderWith({ '-a.nnet': readFileSync(path.join(root, EXAM), 'utf8') });
    const to = ['--to', 'markdown', '-o', folder];
    const file = path.join(folder, '-a.nnet');
    const made = (await nnet(['exercise', file, ...to])).stdout.trim().split('\n');
    const code = /-a-(\S+)-sheet\.md/.exec(made[0])![1];
    const again = await nnet(['exercise', file, '--code', `${code},${code.toLowerCase()}`, ...to]);
    assert.deepEqual([again.status, again.stdout.trim().split('\n')], [0, made]);
    assert.match(
      readFileSync(made[0], 'utf8'),
      new RegExp(`nnet exercise \\./-a\\.nnet --to markdown --code ${code}\\n`),
    );
  });

  it('looks for friendly numbers, and says how many it looked through and why it refused the others', async () => {
    const out = folderWith({});
    const { status, stderr } = await nnet([
      'exercise',
      EXAM,
      '--friendly',
      '--variants',
      '3',
      '--to',
      'moodle',
      '-o',
      out,
    ]);
    assert.equal(status, 0);
    assert.match(
      stderr,
      /^nnet: Found 3 of 3; looked through \d+ variants\. Refused because: [^();]+ \(\d+\)(?:; [^();]+ \(\d+\))*\.\n$/,
    );
    assert.deepEqual(readdirSync(out), ['exam.xml']);
  });

  it('writes nothing where there are fewer variants, an error, or a file of somebody else', async () => {
    const text = 'input = 1\nlayer 1 tanh\nW = 2\nexercise "A"\nask f\n';
    const folder = folderWith({ 'a.nnet': text, 'b.nnet': 'layer\n' });
    const out = path.join(folder, 'out');
    const few = await nnet(['exercise', path.join(folder, 'a.nnet'), '--variants', '2', '-o', out]);
    assert.equal(few.status, 2);
    assert.match(few.stderr, /All variants have the same numbers.*\n.*only 1 of 2 variants found: nothing was written/);
    assert.equal((await nnet(['exercise', path.join(folder, 'b.nnet'), '-o', out])).status, 1);
    assert.equal(existsSync(out), false);
    assert.equal((await nnet(['exercise', path.join(folder, 'a.nnet'), '--to', 'moodle', '-o', out])).status, 0);
    assert.equal((await nnet(['exercise', path.join(folder, 'a.nnet'), '--to', 'moodle', '-o', out])).status, 0);
    writeFileSync(path.join(out, 'a.xml'), 'mine');
    const mine = await nnet(['exercise', path.join(folder, 'a.nnet'), '--to', 'moodle', '-o', out]);
    assert.equal(mine.status, 2);
    assert.match(mine.stderr, /a\.xml exists and was not made by NNet/);
    assert.equal(readFileSync(path.join(out, 'a.xml'), 'utf8'), 'mine');
  });

  it('notices a changed text and wrong usage', async () => {
    // All zeros but for the text are a code: of another text.
    const changed = await nnet(['exercise', EXAM, '--code', '0000000-00', '-o', folderWith({})]);
    assert.equal(changed.status, 2);
    assert.match(changed.stderr, /The text has changed since sheet 0000000-00 was made\./);
    const mistyped = await nnet(['exercise', EXAM, '--code', '0000000-01', '-o', folderWith({})]);
    assert.equal(mistyped.status, 2);
    assert.match(mistyped.stderr, /“0000000-01” is mistyped: compare it with the code on the sheet\./);
    for (const args of [
      [],
      [EXAM, '--to', 'beamer'],
      [EXAM, '--variants', '0'],
      [EXAM, '--variant', 'x'],
      [EXAM, '--code', 'A', '--friendly'],
      [EXAM, '--rounding', 'up'],
    ]) {
      const { status, stderr } = await nnet(['exercise', ...args]);
      assert.equal(status, 2, args.join(' '));
      assert.match(stderr, /Usage/);
    }
  });

  it('writes Russian sheets', async () => {
    const out = folderWith({});
    await nnet(['exercise', EXAM, '--to', 'markdown', '--language', 'ru', '-o', out]);
    const sheet = readdirSync(out).find((name) => name.includes('sheet'))!;
    assert.match(readFileSync(path.join(out, sheet), 'utf8'), /Лист \S+-0[0-9A-Z]\n[\s\S]*Дано:/);
  });
});
