// From a keystroke to the changed page in the real VS Code, ours beside an extension that does nothing:
// npm run bench -- keystroke [EXAMPLE…] [--write]
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { examplesCopy } from '../vscode/harness/examples';
import { ROOT } from '../vscode/harness/paths';
import { doNothingExtension } from './editor/bundle';
import { EditorUnderTest } from './editor/editorUnderTest';
import { chosenRows, report } from './measure/page';
import { duration, type Line } from './measure/report';

interface Row {
  readonly file: string;
  /** The text behind which digits are typed and deleted; the text stays a right one all the time. */
  readonly behind: string;
  /** The target for the median and the 95th percentile of ours ÷ do-nothing, or for ours in milliseconds. */
  readonly atMost: { readonly ratio: number } | { readonly milliseconds: number };
}

const rows: readonly Row[] = [
  { file: 'mazur.nnet', behind: 'W = [0.15', atMost: { ratio: 1.5 } },
  { file: 'large.nnet', behind: 'rate = 0.01', atMost: { milliseconds: 100 } },
];

/** Keystrokes of each in turn, and how often the turns change. */
const KEYS = 10;
const TURNS = 6;

async function measure(row: Row, nothing: string): Promise<void> {
  const examples = examplesCopy();
  const place = { folder: examples.folder, file: row.file, behind: row.behind };
  const theirs = await EditorUnderTest.open({ ...place, extension: nothing, command: 'Nothing: Show Version' });
  try {
    const ours = await EditorUnderTest.open({ ...place, extension: ROOT, command: 'NNet: Open Preview to the Side' });
    try {
      await theirs.type(KEYS);
      await ours.type(KEYS);
      const times = { ours: [] as number[], theirs: [] as number[] };
      for (let turn = 0; turn < TURNS; turn++) {
        times.theirs.push(...(await theirs.type(KEYS)));
        times.ours.push(...(await ours.type(KEYS)));
      }
      report('keystroke', lines(row, times));
      console.log(`  activation in the host: ours ${await ours.activation()}, do-nothing ${await theirs.activation()}`);
    } finally {
      await ours.close();
    }
  } finally {
    await theirs.close();
    examples.remove();
  }
}

function lines({ file, atMost }: Row, times: { ours: number[]; theirs: number[] }): Line[] {
  return (
    [
      ['median', 0.5],
      ['95 %', 0.95],
    ] as const
  ).map(([name, share]) => {
    const ours = quantile(times.ours, share);
    const theirs = quantile(times.theirs, share);
    const ratio = ours / theirs;
    return {
      what: `keystroke to page, ${file}, ${name}`,
      ours: duration(ours),
      peer: `do-nothing ${duration(theirs)}`,
      compared: ratio.toFixed(2),
      target: 'ratio' in atMost ? `≤ ${atMost.ratio}` : `ours ≤ ${atMost.milliseconds} ms`,
      met: 'ratio' in atMost ? ratio <= atMost.ratio : ours <= atMost.milliseconds,
    };
  });
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

async function main(): Promise<void> {
  const build = ['esbuild.js', '--production', '--only=extension,page,style', '--log-level=warning'];
  execFileSync(process.execPath, build, { cwd: ROOT, stdio: 'inherit' });
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-keystroke-'));
  try {
    const nothing = await doNothingExtension(dir);
    for (const row of rows) if (chosenRows.length === 0 || chosenRows.includes(row.file)) await measure(row, nothing);
  } finally {
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
