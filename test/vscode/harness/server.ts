/** Starts and stops the VS Code server on a loopback address, with its data in a folder of its own. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { installServer } from './install';

export type Settings = Readonly<Record<string, unknown>>;

/** No network, no first-run pages, nothing that moves by itself. */
const QUIET: Settings = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoUpdate': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'git.enabled': false,
  'json.schemaDownload.enable': false,
  'npm.fetchOnlinePackageInfo': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'files.autoSave': 'off',
  'workbench.localHistory.enabled': false,
  'window.confirmBeforeClose': 'never',
};

/** Keys of the tests alone, for commands of VS Code that are only on the way to what is tested. */
export const OWN_KEYS = { focusEditor: 'Control+Alt+Shift+F11', closeAll: 'Control+Alt+Shift+F12' } as const;

const KEYBINDINGS = [
  { key: 'ctrl+alt+shift+f11', command: 'workbench.action.focusActiveEditorGroup' },
  {
    key: 'ctrl+alt+shift+f12',
    command: 'runCommands',
    args: {
      commands: [
        'workbench.action.closePanel',
        'workbench.view.explorer',
        'notifications.clearAll',
        'workbench.action.closeAllGroups',
        'workbench.action.clearEditorHistoryWithoutConfirm',
      ],
    },
  },
];

export interface ServerOptions {
  readonly settings?: Settings;
  /** Installed extensions; without it there are only the built-in ones. */
  readonly extensionsDir?: string;
  /** Lets the page run an extension from a folder (a development payload); it also hides notifications. */
  readonly development?: boolean;
  /** Required of whoever opens the page; without it anyone on this machine can. */
  readonly token?: string;
  readonly port?: number;
  readonly log?: (text: string) => void;
}

export interface Server {
  readonly port: number;
  readonly pid: number;
  /**
   * Another path to a folder. An extension under development must be given so: VS Code itself may be installed
   * below it (.vscode-test), and would take its own themes for those of the extension, and prefer them.
   */
  linkTo(folder: string): string;
  stop(): Promise<void>;
}

export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const install = await installServer();
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-vscode-'));
  const user = path.join(data, 'data', 'User');
  fs.mkdirSync(user, { recursive: true });
  fs.writeFileSync(path.join(user, 'settings.json'), JSON.stringify({ ...QUIET, ...options.settings }, null, 2));
  fs.writeFileSync(path.join(user, 'keybindings.json'), JSON.stringify(KEYBINDINGS, null, 2));

  const child = spawn(
    install.node,
    [
      path.join(install.vscode, 'out/server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(options.port ?? 0)],
      ...(options.token ? ['--connection-token', options.token] : ['--without-connection-token']),
      ...['--accept-server-license-terms', '--telemetry-level', 'off', '--reconnection-grace-time', '30'],
      ...['--server-data-dir', data, '--extensions-dir', options.extensionsDir ?? path.join(data, 'extensions')],
      ...(options.development ? ['--enable-smoke-test-driver'] : []),
    ],
    // An empty gallery keeps it off the network. A process group of its own, so that nothing survives it.
    { env: serverEnvironment(), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const killGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Already gone.
    }
  };
  const removeData = (): void => fs.rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  const endAtOnce = (): void => {
    killGroup();
    removeData();
  };
  process.once('exit', endAtOnce);

  const port = await listeningPort(child, options.log ?? (() => {}));
  return {
    port,
    pid: child.pid!,
    linkTo(folder) {
      const link = path.join(data, 'extension');
      if (!fs.existsSync(link)) fs.symlinkSync(folder, link, 'dir');
      return link;
    },
    async stop() {
      if (child.exitCode === null) {
        const gone = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGTERM');
        const impatient = setTimeout(killGroup, 5000);
        await gone;
        clearTimeout(impatient);
      }
      killGroup();
      process.removeListener('exit', endAtOnce);
      removeData();
    },
  };
}

/** Installs a packaged extension into `extensionsDir`, as a user would with `code --install-extension`. */
export async function installVsix(vsix: string, extensionsDir: string): Promise<string> {
  const install = await installServer();
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-vscode-'));
  try {
    const { stdout } = await promisify(execFile)(
      install.node,
      [
        path.join(install.vscode, 'out/server-main.js'),
        ...['--accept-server-license-terms', '--server-data-dir', data, '--extensions-dir', extensionsDir],
        ...['--install-extension', vsix],
      ],
      { env: serverEnvironment() },
    );
    return stdout;
  } finally {
    fs.rmSync(data, { recursive: true, force: true });
  }
}

function serverEnvironment(): NodeJS.ProcessEnv {
  // When this runs inside an extension host or a terminal of VS Code, its variables must not leak into ours.
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('VSCODE_') && !name.startsWith('npm_'));
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: '{}' };
}

function listeningPort(child: ChildProcess, log: (text: string) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why: string): void => reject(new Error(`the VS Code server ${why}:\n${output.slice(-2000)}`));
    const limit = setTimeout(() => fail('did not start'), 120_000);
    const read = (chunk: Buffer): void => {
      output = (output + chunk.toString()).slice(-10_000);
      log(chunk.toString());
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(limit);
      resolve(Number(port));
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => fail(`could not be started (${error.message})`));
    child.once('exit', (code) => {
      clearTimeout(limit);
      fail(`ended with ${code}`);
    });
  });
}
