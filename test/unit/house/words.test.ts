// What a person reads is plain English: these are habits that crept in once, and what to write instead.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A habit, and what to write instead. */
const habits: readonly (readonly [RegExp, string])[] = [
  [/\bstands?\b(?! for\b|-in\b)/i, 'goes, comes, appears'],
  [/\bmend(s|ed|ing)?\b/i, 'fix'],
  [/\bof (one's|one’s|your|its|their) own\b/i, 'custom, or its own'],
  [/\b(is|are) written so\b/i, 'an example'],
  [/\bas of\b/i, 'from'],
  [/\bnobody\b/i, 'say who or what'],
  [/(?<!left )\bblanks?\b/i, 'space'],
  [/\b(hands?|handed) (it|the \S+) on\b/i, 'passes it on'],
  [/\bthe right (one|ones|values?)\b/i, 'the correct value'],
  [/\bmade (matrix|matrices|ones)\b/i, 'generated'],
  [/\bbehind (it|its|the|their|`)/i, 'after, at the end of'],
  [/\bplace to blame\b/i, 'say where'],
  [/\blooked at\b/i, 'evaluated, checked, shown'],
  [/\bis expected (before|after|instead)\b/i, 'Expected …'],
  [/\bis (already )?given twice\b/i, 'is defined twice'],
  [/\b(has|have) \S+ already\b/i, 'already has'],
  [/\b(is|are) too much\b/i, 'remove it'],
  [/\bis no (matrix|number|parameter|name|file)\b/i, 'is not a …'],
  [/\bso that it is said\b/i, 'leave it out'],
  [/\bon the way (forward|back)\b/i, 'in the forward pass, in the backward pass'],
  [/\btoo often\b/i, 'one time too many'],
  [/\b(it|that) must be said\b/i, 'say what to do'],
];

function json(file: string): Record<string, string> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

/** Every text that people read, with where it is. */
function texts(): (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  for (const [key, text] of Object.entries(json('package.nls.json'))) found.push([`package.nls.json ${key}`, text]);
  for (const text of Object.keys(json('l10n/bundle.l10n.ru.json'))) found.push(['a message', text]);
  for (const file of readdirSync('snippets')) {
    const snippets = JSON.parse(readFileSync(path.join('snippets', file), 'utf8')) as Record<
      string,
      { description: string }
    >;
    for (const [name, { description }] of Object.entries(snippets)) {
      found.push([`snippets/${file}`, name], [`snippets/${file}`, description]);
    }
  }
  const pages = readdirSync('docs').filter((name) => name.endsWith('.md'));
  for (const file of [
    'README.md',
    'src/README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    ...pages.map((name) => `docs/${name}`),
  ]) {
    const prose = readFileSync(file, 'utf8')
      .replace(/^```[\s\S]*?^```/gm, (block) => block.replace(/[^\n]/g, ''))
      .replace(/`[^`\n]*`/g, '``');
    prose.split('\n').forEach((line, i) => found.push([`${file}:${i + 1}`, line]));
  }
  return found;
}

describe('what people read', () => {
  const all = texts();

  it('is found', () => assert.ok(all.length > 900));

  it('has one Russian word for an exercise', () => {
    const russian = { ...json('l10n/bundle.l10n.ru.json'), ...json('package.nls.ru.json') };
    assert.deepEqual(
      Object.values(russian).filter((text) => /упражнени|задач/i.test(text)),
      [],
    );
  });

  for (const [habit, instead] of habits) {
    it(`has no ${habit.source}: ${instead}`, () => {
      assert.deepEqual(
        all.filter(([, text]) => habit.test(text)).map(([where, text]) => `${where}: ${text}`),
        [],
      );
    });
  }
});
