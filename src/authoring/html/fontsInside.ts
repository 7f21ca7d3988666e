import { strFromU8 } from 'fflate';
import { base64 } from '../base64';
import { usedMathStyle } from './htmlMath';

/**
 * KaTeX's style sheet with the fonts that formulas of networks need inside, for a file that is read without a network.
 * @param read the bytes of a file of the folder with the style sheet
 */
export async function mathStyleOf(read: (name: string) => Promise<Uint8Array>): Promise<string> {
  const style = usedMathStyle(strFromU8(await read('katex.css')));
  const names = [...new Set([...style.matchAll(/url\("?\.\/(fonts\/[\w-]+\.woff2)"?\)/g)].map(([, name]) => name))];
  const fonts = new Map<string, string>();
  for (const name of names) fonts.set(name, `data:font/woff2;base64,${base64(await read(name))}`);
  return style.replace(/url\("?\.\/(fonts\/[\w-]+\.woff2)"?\)/g, (_, name: string) => `url(${fonts.get(name)!})`);
}
