import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../../vscode/harness/paths';
import { printed, type Line } from './report';

/** The page of the docs that a run writes its table into. */
const PAGE = path.join(ROOT, 'docs/performance.md');
const HEAD = '| what | ours | peer | compared | target | |\n| --- | --- | --- | --- | --- | --- |';

/** Whether the run was asked to write into the docs (`--write`). */
export const writes = process.argv.includes('--write');

/** The arguments that name rows. */
export const chosenRows: readonly string[] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

/** Prints the lines, and with `--write` puts them into the table of that name in docs/performance.md. */
export function report(name: string, lines: readonly Line[]): void {
  for (const line of lines) console.log(`  ${printed(line)}`);
  console.log(`  (${machine()})`);
  if (!writes) return;
  const text = fs.readFileSync(PAGE, 'utf8');
  const [start, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < 0) throw new Error(`docs/performance.md has no table ${name}`);
  // What is measured and whom it is compared with say which row it is.
  const isAgain = ([what, , peer]: readonly string[]) => lines.some((line) => line.what === what && peerName(line.peer) === peerName(peer)); // prettier-ignore
  const kept = rowsOf(text.slice(from + start.length, to)).filter((row) => !isAgain(cellsOf(row)));
  const rows = [...kept, ...lines.map(row)];
  const body = `\n\n${HEAD}\n${rows.join('\n')}\n\nLast measured: ${machine()}\n\n`;
  write(text.slice(0, from + start.length) + body + text.slice(to));
}

/** The processor, the software, the day, and how busy the machine is: what a figure depends on. */
export function machine(): string {
  const { model } = os.cpus()[0];
  const day = new Date().toISOString().slice(0, 10);
  return `${os.cpus().length} × ${model.trim()}, ${os.platform()}, Node ${process.versions.node}, ${day}, load ${os.loadavg()[0].toFixed(1)} at the end`;
}

function rowsOf(table: string): string[] {
  return table.split('\n').filter((line) => line.startsWith('| ') && !/^what$|^-+$/.test(cellsOf(line)[0]));
}

function cellsOf(row: string): string[] {
  return row.split('|').slice(1, -1).map((cell) => cell.trim()); // prettier-ignore
}

function peerName(peer: string): string {
  return peer.split(' ')[0];
}

function row({ what, ours, peer, compared, target, met }: Line): string {
  return `| ${what} | ${ours} | ${peer} | ${compared} | ${target} | ${met === null ? '' : met ? 'met' : 'missed'} |`;
}

function write(text: string): void {
  const fresh = `${PAGE}.${process.pid}.tmp`;
  fs.writeFileSync(fresh, text);
  execFileSync(process.execPath, [path.join(ROOT, 'node_modules/prettier/bin/prettier.cjs'), '--write', fresh, '--parser=markdown'], { stdio: 'ignore' }); // prettier-ignore
  fs.renameSync(fresh, PAGE);
}
