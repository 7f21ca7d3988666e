// Compiles the loops in AssemblyScript (*.as.ts) into TypeScript modules with their bytes; as a program it prints the
// module that is named.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

/** The modules that are made, and what they are made of. */
export const LOOPS = [
  { module: 'src/engine/wasm/tileModule.ts', source: 'src/engine/wasm/tile.as.ts', name: 'tileModule', pages: 16 },
  {
    module: 'src/language/syntax/wasm/numberRunModule.ts',
    source: 'src/language/syntax/wasm/numberRun.as.ts',
    name: 'numberRunModule',
    pages: 8,
  },
];

/** What was compiled before: that takes seconds. */
const KEPT = path.join(ROOT, 'out/loops');

/** The text of the module. */
export async function loopsText({ source, name, pages }) {
  const file = (of) => fs.readFileSync(path.join(ROOT, of), 'utf8');
  const madeOf = [file(source), pages, file('scripts/wasm.mjs'), file('node_modules/assemblyscript/package.json')];
  const kept = path.join(KEPT, `${createHash('sha256').update(JSON.stringify(madeOf)).digest('hex')}.wasm`);
  if (!fs.existsSync(kept)) {
    fs.mkdirSync(KEPT, { recursive: true });
    const fresh = `${kept}.${process.pid}`;
    fs.writeFileSync(fresh, await compiled(file(source), pages));
    fs.renameSync(fresh, kept);
  }
  const bytes = fs.readFileSync(kept);
  const lines = [];
  for (let i = 0; i < bytes.length; i += 24) lines.push(`  ${[...bytes.subarray(i, i + 24)].join(', ')},`);
  return [
    `// Made from ${path.basename(source)} by npm run build.`,
    '// prettier-ignore',
    `export const ${name} = new Uint8Array([`,
    ...lines,
    ']);',
    '',
  ].join('\n');
}

async function compiled(source, pages) {
  const { default: asc } = await import('assemblyscript/asc');
  const files = new Map();
  const { error, stderr } = await asc.main(
    [
      'loops.ts',
      '--optimizeLevel',
      '3',
      '--noAssert',
      '--enable',
      'simd',
      '--runtime',
      'stub',
      '--use',
      'abort=',
      '--initialMemory',
      String(pages),
      '--outFile',
      'loops.wasm',
    ],
    {
      readFile: (file) => (file === 'loops.ts' ? source : null),
      writeFile: (file, contents) => files.set(file, contents),
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return files.get('loops.wasm');
}

if (process.argv[1] === import.meta.filename) {
  process.stdout.write(await loopsText(LOOPS.find(({ module }) => module === process.argv[2])));
}
