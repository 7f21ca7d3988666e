import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Contestant, GradientCase } from '../gradientCase';
import { BENCH } from './load';

/** NumPy with its BLAS on one thread, in a process that measures itself; skipped if python3 or numpy is missing. */
export const numpy: Contestant = {
  name: 'NumPy',
  async prepare(given) {
    const folder = mkdtempSync(path.join(tmpdir(), 'nnet-bench-'));
    const python = await Python.start();
    if (python === null) {
      rmSync(folder, { recursive: true });
      return null;
    }
    const file = path.join(folder, 'case.f64');
    writeFileSync(file, concatenated([...given.W, ...given.b, given.X, given.Y]));
    await python.ask({ file, sizes: given.sizes, m: given.m });
    return {
      time: async (times) => Number((await python.ask({ times })).milliseconds),
      gradient: async () => {
        const out = path.join(folder, 'gradient.f64');
        await python.ask({ out });
        return splitGradient(readFileSync(out), given);
      },
      close: async () => {
        await python.close();
        rmSync(folder, { recursive: true });
      },
    };
  },
};

class Python {
  private readonly answers: AsyncIterator<string>;

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    this.answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }

  static async start(): Promise<Python | null> {
    const threads = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
    const child = spawn('python3', [path.join(BENCH, 'gradient/peers/numpy_peer.py')], {
      env: { ...process.env, ...threads },
    });
    child.on('error', () => {}); // no python3: its output ends at once
    child.stdin.on('error', () => {});
    const python = new Python(child);
    return (await python.answers.next()).done === true ? null : python;
  }

  async ask(command: object): Promise<Record<string, unknown>> {
    this.child.stdin.write(`${JSON.stringify(command)}\n`);
    const answer = await this.answers.next();
    if (answer.done === true) throw new Error('numpy_peer.py has ended');
    return JSON.parse(answer.value) as Record<string, unknown>;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.child.on('close', () => resolve());
      this.child.stdin.end();
    });
  }
}

function concatenated(arrays: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(arrays.reduce((n, a) => n + a.length, 0));
  let at = 0;
  for (const a of arrays) {
    all.set(a, at);
    at += a.length;
  }
  return all;
}

function splitGradient(bytes: Buffer, { W, b }: GradientCase) {
  const all = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  let at = 1;
  const take = (like: Float64Array) => all.subarray(at, (at += like.length));
  return { value: all[0], gradW: W.map(take), gradb: b.map(take) };
}
