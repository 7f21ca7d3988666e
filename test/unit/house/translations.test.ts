import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The functions whose first argument is a sentence for people. */
const SPEAKERS = new Set(['message', 'vscode.l10n.t', 'l10n.t']);

/** Every sentence for people in the source, with the files that say it. */
function sentences(): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    if (!entry.endsWith('.ts')) continue;
    const file = path.join('src', entry);
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && SPEAKERS.has(node.expression.getText(source))) {
        const [first] = node.arguments;
        if (first && ts.isStringLiteralLike(first)) found.set(first.text, file);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

function json(file: string): Record<string, string> {
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();
}

describe('the Russian translation', () => {
  const said = sentences();
  const bundle = json('l10n/bundle.l10n.ru.json');
  const english = json('package.nls.json');
  const russian = json('package.nls.ru.json');

  it('has every sentence of the source', () => {
    assert.ok(said.size > 400);
    assert.deepEqual(
      [...said].filter(([text]) => !(text in bundle)),
      [],
    );
  });
  it('has no sentence that nobody says any more', () => {
    assert.deepEqual(
      Object.keys(bundle).filter((text) => !said.has(text)),
      [],
    );
  });
  it('keeps the places of the arguments', () => {
    for (const [text, translated] of Object.entries(bundle)) {
      assert.deepEqual(placeholders(translated), placeholders(text), text);
      assert.notEqual(translated.trim(), '', text);
    }
  });
  it('has every text of the manifest, and no other', () => {
    assert.deepEqual(Object.keys(russian).sort(), Object.keys(english).sort());
  });
  it('of the manifest keeps its commands', () => {
    for (const [key, text] of Object.entries(english)) {
      const links = (t: string): string[] => t.match(/\(command:[^)]*\)/g) ?? [];
      assert.deepEqual(links(russian[key]), links(text), key);
    }
  });
  it('of the manifest: every %key% of package.json is there', () => {
    const keys = [...readFileSync('package.json', 'utf8').matchAll(/"%([^"%]+)%"/g)].map((m) => m[1]);
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(english).sort());
  });
});
