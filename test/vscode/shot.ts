/**
 * Takes pictures of the real VS Code with this extension: opens a file, does the steps given, in order, and
 * writes a PNG at each `--out`. Needs `npm run build` first.
 *
 *   node out/test/vscode/shot.js --file examples/mazur.nnet --theme light \
 *     --command "NNet: Open Preview to the Side" --wait ".katex" --hover sigmoid --out /tmp/x.png
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Theme, THEMES, Workbench } from './harness/workbench';

const HELP = `Pictures of the real VS Code with this extension (run \`npm run build\` first).

  node out/test/vscode/shot.js [setup] [steps, done in the order given]

setup
  --file PATH         file to open (default examples/mazur.nnet)
  --folder DIR        folder to open (default: the folder of the file)
  --theme NAME        ${Object.keys(THEMES).join(' | ')} (default light)
  --size WxH          of the window (default 1400x900)
  --scale N           device pixels per pixel; 2 for sharp pictures (default 1)
  --settings JSON     user settings, for example '{"editor.fontSize":16}'
  --host node|web     which extension host runs the extension (default node)
  --log               print the console of the workbench and webviews and the server's log
steps
  --command TITLE     run a command of the palette, by its full title
  --answer ROW        answer what the command asks, by the row named so
  --open NAME         open another file of the folder
  --goto LINE[:COL]   put the cursor there (from 1)
  --hover WORD[#N]    move the mouse over the N-th (from 0) WORD in the editor; prints the hover
  --type TEXT         type at the cursor (\\n is Enter)
  --text TEXT         replace the whole text of the editor (\\n is a new line)
  --press KEYS        press keys, for example Control+Space
  --wait CSS          wait for an element inside the webview
  --wait-editor CSS   wait for an element of the workbench
  --click CSS         click an element inside the webview
  --scroll CSS        scroll an element inside the webview into view
  --set-theme NAME    change the theme while it runs
  --problems          print the Problems view (and leave it open)
  --webview-text      print the text inside the webview
  --settle MS         let time pass (for a look only; tests wait on conditions)
  --out PNG           take the picture of the window
  --out-webview PNG   take the picture of the whole page inside the webview, beyond its visible part
`;

const { values, tokens } = parseArgs({
  tokens: true,
  options: {
    help: { type: 'boolean' },
    file: { type: 'string', default: 'examples/mazur.nnet' },
    folder: { type: 'string' },
    theme: { type: 'string', default: 'light' },
    size: { type: 'string', default: '1400x900' },
    scale: { type: 'string', default: '1' },
    settings: { type: 'string', default: '{}' },
    host: { type: 'string', default: 'node' },
    log: { type: 'boolean' },
    problems: { type: 'boolean' },
    'webview-text': { type: 'boolean' },
    ...Object.fromEntries(
      [
        ...[
          'command',
          'answer',
          'open',
          'goto',
          'hover',
          'type',
          'text',
          'press',
          'wait',
          'wait-editor',
          'click',
          'scroll',
        ],
        ...['set-theme', 'settle', 'out', 'out-webview'],
      ].map((name) => [name, { type: 'string', multiple: true } as const]),
    ),
  },
});

async function step(workbench: Workbench, name: string, value: string): Promise<void> {
  const unescaped = value.replaceAll('\\n', '\n');
  switch (name) {
    case 'command':
      await workbench.runCommand(value);
      // A command says nothing when it is done; long enough for a look. Use --wait for something in particular.
      return workbench.page.waitForTimeout(1500);
    case 'answer':
      return workbench.answer(value);
    case 'open':
      return workbench.openFile(value);
    case 'goto': {
      const [line, column] = value.split(':').map(Number);
      return workbench.goTo(line ?? 1, column);
    }
    case 'hover': {
      const [, word, nth] = /^(.*?)(?:#(\d+))?$/.exec(value)!;
      console.log(`--- hover over ${word}:\n${await workbench.hover(word, Number(nth ?? 0))}`);
      return;
    }
    case 'type':
      return workbench.type(unescaped);
    case 'text':
      return workbench.setText(unescaped);
    case 'press':
      return workbench.press(value);
    case 'wait':
      return workbench.webview.locator(value).first().waitFor();
    case 'wait-editor':
      return workbench.page.locator(value).first().waitFor();
    case 'click':
      return workbench.webview.locator(value).first().click();
    case 'scroll':
      return workbench.webview.locator(value).first().scrollIntoViewIfNeeded();
    case 'set-theme':
      return workbench.setTheme(value as Theme);
    case 'problems':
      console.log(`--- problems:\n${(await workbench.problems()).join('\n')}`);
      return;
    case 'webview-text':
      console.log(`--- webview:\n${await workbench.webview.locator('body').innerText()}`);
      return;
    case 'settle':
      return workbench.page.waitForTimeout(Number(value));
    case 'out':
      await workbench.screenshot(value);
      console.log(`wrote ${path.resolve(value)}`);
      return;
    case 'out-webview': {
      await workbench.screenshotWebview(value);
      console.log(`wrote ${path.resolve(value)}`);
      return;
    }
  }
}

async function main(): Promise<void> {
  if (values.help) {
    console.log(HELP);
    return;
  }
  const file = path.resolve(values.file);
  const [width, height] = values.size.split('x').map(Number);
  if (!width || !height) throw new Error(`--size ${values.size} is not WIDTHxHEIGHT`);
  if (!(values.theme in THEMES)) throw new Error(`--theme ${values.theme}: one of ${Object.keys(THEMES).join(', ')}`);
  const workbench = await Workbench.open({
    folder: values.folder ?? path.dirname(file),
    file,
    theme: values.theme as Theme,
    viewport: { width, height },
    scale: Number(values.scale),
    scrollBars: true,
    settings: JSON.parse(values.settings) as Record<string, unknown>,
    host: values.host === 'web' ? 'web' : 'node',
    ...(values.log ? { log: (line: string) => console.log(line) } : {}),
  });
  try {
    for (const token of tokens) {
      if (token.kind === 'option') await step(workbench, token.name, token.value ?? '');
    }
  } finally {
    await workbench.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
