// Compiles src/engine/wasm/tile.as.ts into the TypeScript module with its bytes; as a program it prints that module.
import fs from 'node:fs';
import path from 'node:path';
import asc from 'assemblyscript/asc';

const ROOT = path.resolve(import.meta.dirname, '..');
const SOURCE = 'src/engine/wasm/tile.as.ts';
export const TILE_MODULE = 'src/engine/wasm/tileModule.ts';

/** The text of tileModule.ts. */
export async function tileModuleText() {
  const files = new Map();
  const { error, stderr } = await asc.main(
    [
      'tile.ts',
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
      '16',
      '--outFile',
      'tile.wasm',
    ],
    {
      readFile: (name) => (name === 'tile.ts' ? fs.readFileSync(path.join(ROOT, SOURCE), 'utf8') : null),
      writeFile: (name, contents) => files.set(name, contents),
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  const bytes = files.get('tile.wasm');
  const lines = [];
  for (let i = 0; i < bytes.length; i += 24) lines.push(`  ${[...bytes.slice(i, i + 24)].join(', ')},`);
  return [
    `// Made from tile.as.ts by npm run build.`,
    '// prettier-ignore',
    'export const tileModule = new Uint8Array([',
    ...lines,
    ']);',
    '',
  ].join('\n');
}

if (process.argv[1] === import.meta.filename) process.stdout.write(await tileModuleText());
