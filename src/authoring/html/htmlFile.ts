import { madeFrom } from '../checksum';
import { say } from '../../message/message';
import { htmlComment } from '../markdown/flavors';
import type { WriterOptions } from '../target';
import { usedMathStyle } from './htmlMath';
import { htmlText } from './htmlText';

/** What a file of HTML consists of: all of it is inside, nothing is loaded. */
export interface HtmlFile {
  /** The file that it is made from. */
  readonly file: string;
  readonly title: string;
  readonly language: string;
  readonly style: string;
  /** A script that makes reading easier; the file can be read without it. */
  readonly script: string;
  readonly body: string;
}

/** The file, with a comment on where it comes from. */
export async function htmlFile(
  { file, title, language, style, script, body }: HtmlFile,
  { translate, command, mathStyle }: Pick<WriterOptions, 'translate' | 'command' | 'mathStyle'>,
): Promise<string> {
  const made = say(madeFrom(file), translate);
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; script-src 'unsafe-inline'";
  return [
    '<!DOCTYPE html>',
    htmlComment([made, command]),
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>${htmlText(title)}</title>`,
    `<style>${usedMathStyle(await mathStyle())}</style>`,
    `<style>${style}</style>`,
    '</head>',
    body,
    ...(script === '' ? [] : [`<script>${script}</script>`]),
    '</html>',
    '',
  ].join('\n');
}
