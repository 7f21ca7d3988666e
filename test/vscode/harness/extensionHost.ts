/** The process that runs the extensions of a server of VS Code: found, looked into, and killed. */
import fs from 'node:fs';

/** The extension hosts among the processes below this one; none on systems without /proc. */
export function extensionHosts(parent: number): number[] {
  if (!fs.existsSync('/proc/self/stat')) return [];
  const children = new Map<number, number[]>();
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const above = parentOf(name);
    if (above !== null) children.set(above, [...(children.get(above) ?? []), Number(name)]);
  }
  const below = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(parent).filter((pid) => commandLine(pid).includes('--type=extensionHost'));
}

function parentOf(pid: string): number | null {
  try {
    // The name of the program, in parentheses, may hold anything.
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    // Gone in the meantime.
    return null;
  }
}

function commandLine(pid: number): string {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

interface Socket {
  on(event: 'open' | 'message' | 'error', listener: (data: unknown) => void): void;
  send(text: string): void;
  close(): void;
}

/** Where a Node process listens to debuggers once it got SIGUSR1. */
const INSPECTOR = 'http://127.0.0.1:9229/json';

/** Bytes of the heap of a Node process, once its garbage is collected. */
export async function heapUsed(pid: number): Promise<number> {
  process.kill(pid, 'SIGUSR1');
  let targets: { webSocketDebuggerUrl: string }[] | null = null;
  for (let tries = 0; targets === null && tries < 100; tries++) {
    targets = await fetch(INSPECTOR).then((answer) => answer.json() as Promise<NonNullable<typeof targets>>, () => null); // prettier-ignore
    if (targets === null) await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (targets === null) throw new Error(`nobody listens at ${INSPECTOR}`);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- Node 20 has no WebSocket; playwright brings one.
  const { ws } = require('playwright-core/lib/utilsBundle') as { ws: new (url: string) => Socket };
  const socket = new ws(targets[0].webSocketDebuggerUrl);
  const waiting = new Map<number, (result: Record<string, unknown>) => void>();
  let asked = 0;
  const ask = (method: string, params: object = {}): Promise<Record<string, unknown>> =>
    new Promise((resolve) => {
      waiting.set(++asked, resolve);
      socket.send(JSON.stringify({ id: asked, method, params }));
    });
  socket.on('message', (data) => {
    const { id, result } = JSON.parse(String(data)) as { id?: number; result: Record<string, unknown> };
    if (id !== undefined) waiting.get(id)?.(result);
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', () => resolve());
    socket.on('error', reject);
  });
  try {
    const { result } = await ask('Runtime.evaluate', { expression: 'process.pid' });
    if ((result as { value?: unknown }).value !== pid) throw new Error(`another process listens at ${INSPECTOR}`);
    await ask('HeapProfiler.enable');
    // Finalizers run after the first.
    for (let i = 0; i < 3; i++) await ask('HeapProfiler.collectGarbage');
    return Number((await ask('Runtime.getHeapUsage'))['usedSize']);
  } finally {
    socket.close();
  }
}
