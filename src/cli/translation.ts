import russian from '../../l10n/bundle.l10n.ru.json';
import { inEnglish, type Translate } from '../message/message';

/** What words are in a language. */
export function translation(language: 'en' | 'ru'): Translate {
  if (language === 'en') return inEnglish;
  const known: Readonly<Record<string, string>> = russian;
  return (template, ...args) => inEnglish(known[template] ?? template, ...args);
}
