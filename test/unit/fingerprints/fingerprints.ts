// What is said of many made inputs, kept as short hashes: a change of any word, number or place is noticed. They show that
// something has changed, not that it was right; what is right is tested elsewhere. `npm run said` shows what has changed.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const FOLDER = path.join(ROOT, 'test/unit/fingerprints/accepted');

/** What is said of one input, by who says it. */
export type Said = Readonly<Record<string, unknown>>;

/** A value as one text: numbers to nine digits, so that the last bit of a sine on another processor does not count. */
export function written(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'number') return Object.is(part, -0) ? '-0' : Number.isFinite(part) ? Number(part.toPrecision(9)) : String(part);
    if (typeof part === 'bigint') return String(part);
    if (ArrayBuffer.isView(part)) return someOf(part as Float64Array);
    if (part instanceof Map) return [...part];
    if (part instanceof Set) return [...(part as Set<unknown>)];
    return part;
  }) ?? 'nothing'; // prettier-ignore
}

/** The numbers of a matrix; of a large one some. */
function someOf(numbers: ArrayLike<number>): unknown {
  const step = Math.ceil(numbers.length / 2000);
  return step <= 1
    ? Array.from(numbers)
    : [numbers.length, ...Array.from({ length: 2000 }, (_, i) => numbers[i * step])];
}

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf16le').digest('base64url').slice(0, 4);

/** The accepted hashes of a suite: a line for each input, below the names of those who say something of it. */
class Accepted {
  private readonly place: string;
  private readonly head: string;
  private readonly lines: Map<string, string>;

  constructor(suite: string) {
    this.place = path.join(FOLDER, `${suite}.txt`);
    const [head = '', ...lines] = existsSync(this.place) ? readFileSync(this.place, 'utf8').trimEnd().split('\n') : [];
    this.head = head;
    this.lines = new Map(lines.map((line) => [line.slice(0, line.indexOf(' ')), line]));
  }

  /** Who says something else of an input than was accepted. */
  changedIn(input: string, features: readonly string[], line: string): readonly string[] {
    const before = this.lines.get(input);
    if (before === undefined || this.head !== `input ${features.join(' ')}`) return ['new'];
    const [was, is] = [before.split(' '), line.split(' ')];
    return features.filter((_, i) => was[i + 1] !== is[i + 1]);
  }

  replace(head: string, lines: ReadonlyMap<string, string>): void {
    for (const [input, line] of lines) this.lines.set(input, line);
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(this.place, `${[head, ...this.lines.values()].join('\n')}\n`);
  }
}

/** Writes what is said of an input into the folder of NNET_SAID, in lines that can be compared. */
function writeInFull(folder: string, input: string, parts: readonly (readonly [string, string])[]): void {
  mkdirSync(folder, { recursive: true });
  const text = parts.map(([feature, what]) => `=== ${feature}\n${what}\n`).join('');
  writeFileSync(path.join(folder, `${input}.txt`), text.replace(/(?<=[,;{}[\]])(?=[["{])/g, '\n'));
}

/**
 * Compares what is said of some inputs with what was accepted. With NNET_ACCEPT it is accepted; with NNET_SAID it is
 * written in full into that folder.
 * @param suite the name of the file in `accepted`
 * @param inputs what to look at, by a name without spaces: the same name is always the same input
 * @param said by who says it; always by the same ones
 */
export async function assertSaidAsAccepted<T>(
  suite: string,
  inputs: ReadonlyMap<string, T>,
  said: (input: T) => Said | Promise<Said>,
): Promise<void> {
  const { NNET_ACCEPT, NNET_SAID } = process.env;
  const accepted = new Accepted(suite);
  const lines = new Map<string, string>();
  const changed: string[] = [];
  let head = '';
  for (const [name, input] of inputs) {
    const parts = Object.entries(await said(input)).map(([feature, what]) => [feature, written(what)] as const);
    const features = parts.map(([feature]) => feature);
    head = `input ${features.join(' ')}`;
    const line = [name, ...parts.map(([, text]) => hashOf(text))].join(' ');
    lines.set(name, line);
    const others = accepted.changedIn(name, features, line);
    if (others.length > 0) changed.push(`${name}: ${others.join(', ')}`);
    if (NNET_SAID !== undefined) writeInFull(path.join(NNET_SAID, suite), name, parts);
  }
  if (NNET_ACCEPT !== undefined) accepted.replace(head, lines);
  else if (NNET_SAID === undefined)
    assert.deepEqual(changed, [], `${suite}: something else is said than was accepted; \`npm run said -- --base COMMIT\` shows what, and NNET_ACCEPT=1 accepts it`);
} // prettier-ignore

/** Numbers from one to another as names of inputs. */
export const numbered = <T>(from: number, to: number, of: (number: number) => T): Map<string, T> =>
  new Map(Array.from({ length: to - from + 1 }, (_, i) => [String(from + i), of(from + i)]));
