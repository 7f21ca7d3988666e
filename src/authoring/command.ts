import { choiceTexts, usualHandout, type HandoutChoices } from './choices';
import type { HandoutSource } from './handout';
import type { TargetName } from './targets';
import { usualParts } from './targetTitles';

/** The command line that makes an export again: only choices that differ from the usual ones are named. */
export function exportCommand(
  { file, fromStandardInput = false }: Omit<HandoutSource, 'text'>,
  target: TargetName,
  choices: HandoutChoices,
): string {
  const words = ['nnet', 'export', fromStandardInput ? '-' : quotedFile(file), '--to', target];
  const usual: HandoutChoices = { ...usualHandout, what: usualParts(target) };
  for (const name of Object.keys(choiceTexts) as (keyof HandoutChoices)[]) {
    const text = textOf(name, choices);
    if (text !== textOf(name, usual)) words.push(`--${choiceTexts[name].option}`, quotedWord(text));
  }
  return words.join(' ');
}

function textOf<Name extends keyof HandoutChoices>(name: Name, choices: HandoutChoices): string {
  return choiceTexts[name].write(choices[name]);
}

/** A file that is named first: it is no option, whatever it begins with. */
export function quotedFile(file: string): string {
  return quotedWord(file.startsWith('-') ? `./${file}` : file);
}

/** As a POSIX shell reads it; a line break or control character cannot end a comment. */
export function quotedWord(word: string): string {
  const safe = word.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/g, '?'); // eslint-disable-line no-control-regex
  return /^[\w.,/+-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", `'\\''`)}'`;
}
