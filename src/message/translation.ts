import russian from '../../l10n/bundle.l10n.ru.json';
import { inEnglish, type Translate } from './message';

/** How messages read in a language. An editor hands out its own translations; this is for where there is none. */
export function translation(language: 'en' | 'ru'): Translate {
  if (language === 'en') return inEnglish;
  const known: Readonly<Record<string, string>> = russian;
  return (template, ...args) => inEnglish(known[template] ?? template, ...args);
}
