import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Handout } from '../src/authoring/handout';
import type { ExportedFile } from '../src/authoring/target';
import { targets, type TargetName } from '../src/authoring/targets';
import { inEnglish, type Translate } from '../src/message/message';

const KATEX = path.resolve('node_modules/katex/dist');

let style: string | null = null;

/** KaTeX's style sheet with its fonts inside, as the build makes it. */
export function mathStyle(): string {
  return (style ??= withFonts());
}

function withFonts(): string {
  return readFileSync(path.join(KATEX, 'katex.min.css'), 'utf8')
    .replace(/,url\([^)]*\.(woff|ttf)\) format\("[^"]*"\)/g, '')
    .replace(/url\((fonts\/[^)]*\.woff2)\)/g, (_whole, file: string) => {
      const font = readFileSync(path.join(KATEX, file)).toString('base64');
      return `url("data:font/woff2;base64,${font}")`;
    });
}

/** The files of an export, the main file first. */
export async function exportedFiles(
  handout: Handout,
  target: TargetName,
  name = 'a',
  translate: Translate = inEnglish,
): Promise<readonly ExportedFile[]> {
  const command = `nnet export ${name}.nnet --to ${target}`;
  return targets[target].write(handout, { name, translate, command, mathStyle: () => Promise.resolve(mathStyle()) });
}

export async function exportedText(...of: Parameters<typeof exportedFiles>): Promise<string> {
  return (await exportedFiles(...of))[0].content as string;
}
