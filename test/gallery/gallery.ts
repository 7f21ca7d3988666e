/**
 * Pictures of everything that the product draws, compared with those last accepted: `npm run gallery`. They stay in
 * `.gallery/`, outside of git: another machine has other fonts.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../vscode/harness/paths';
import { differenceOf } from './difference';
import { examples, takePictures } from './pictures';
import { reportHtml, type Shown } from './report';

const HELP = `Pictures of every example: its page, forms, steps and exports, light and dark.

  npm run gallery                      take them and compare them with the accepted ones
  npm run gallery -- NAME…             only of examples whose name contains one of these
  npm run gallery -- --accept          accept the pictures of the last run
  npm run gallery -- --base COMMIT     accept the pictures of a commit first, then take and compare those of now

Differences are shown side by side in .gallery/index.html; the exit status is 1 if there are any.
`;

const FOLDER = path.join(ROOT, '.gallery');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean' },
    accept: { type: 'boolean' },
    /** Where the accepted pictures are: for --base, which takes them with the program of another commit. */
    into: { type: 'string', default: path.join(FOLDER, 'accepted') },
  },
});

async function main(): Promise<number> {
  const accepted = values.into;
  const latest = path.join(FOLDER, 'latest');
  if (values.accept && positionals.length === 0) {
    if (!fs.existsSync(latest)) throw new Error('there are no pictures yet: run npm run gallery first.');
    fs.cpSync(latest, accepted, { recursive: true });
    for (const name of picturesIn(accepted)) if (!picturesIn(latest).includes(name)) fs.rmSync(path.join(accepted, `${name}.png`)); // prettier-ignore
    console.log(`${picturesIn(accepted).length} pictures are accepted`);
    return 0;
  }
  const files = examples().filter(
    (file) => positionals.length === 0 || positionals.some((part) => file.includes(part)),
  );
  fs.rmSync(latest, { recursive: true, force: true });
  await takePictures(files, ({ name, png }) => write(path.join(latest, `${name}.png`), png));

  const taken = picturesIn(latest);
  if (!fs.existsSync(accepted)) {
    fs.cpSync(latest, accepted, { recursive: true });
    console.log(`${taken.length} pictures, the first here: accepted`);
    return 0;
  }
  const known = picturesIn(accepted).filter((name) => files.some((file) => name.startsWith(`${path.basename(file, '.nnet')}/`))); // prettier-ignore
  const shown = await compare(accepted, latest, taken, known);
  fs.writeFileSync(path.join(FOLDER, 'index.html'), reportHtml(shown));
  for (const { name, what } of shown) console.log(`${name}: ${what}`);
  console.log(`${taken.length} pictures, ${shown.length} differ${shown.length > 0 ? `: see ${path.join('.gallery', 'index.html')}; --accept accepts them` : ''}`); // prettier-ignore
  return shown.length > 0 ? 1 : 0;
}

/** All that differs, with the files that show it, relative to the folder of the gallery. */
async function compare(
  accepted: string,
  latest: string,
  taken: readonly string[],
  known: readonly string[],
): Promise<readonly Shown[]> {
  const fileOf = (folder: string, name: string): string => path.join(folder, `${name}.png`);
  const link = (file: string): string => path.relative(FOLDER, file).split(path.sep).join('/');
  const shown: Shown[] = [];
  for (const name of taken) {
    const [before, after] = [fileOf(accepted, name), fileOf(latest, name)];
    if (!known.includes(name)) {
      shown.push({ name, what: 'is new', pictures: [link(after)] });
      continue;
    }
    const difference = await differenceOf(fs.readFileSync(before), fs.readFileSync(after));
    if (difference === null) continue;
    const marked = fileOf(path.join(FOLDER, 'difference'), name);
    write(marked, difference.png);
    shown.push({ name, what: `${difference.pixels} pixels differ`, pictures: [before, after, marked].map(link) });
  }
  for (const name of known.filter((one) => !taken.includes(one)))
    shown.push({ name, what: 'is gone', pictures: [link(fileOf(accepted, name))] });
  return shown;
}

function write(file: string, bytes: Buffer): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, bytes);
}

/** The names of the pictures below a folder. */
function picturesIn(folder: string): readonly string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => file.endsWith('.png'))
    .map((file) => file.slice(0, -'.png'.length))
    .sort();
}

if (values.help) console.log(HELP);
else
  main().then(
    (status) => (process.exitCode = status),
    (error: Error) => {
      console.error(error.message);
      process.exitCode = 2;
    },
  );
