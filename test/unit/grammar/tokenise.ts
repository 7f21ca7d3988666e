import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as oniguruma from 'vscode-oniguruma';
import * as textmate from 'vscode-textmate';

const root = path.resolve(import.meta.dirname, '../../..');

/** One token of a line: `scope` is its innermost one that is not `meta.…`, without the final `.nnet`. */
export interface ScopedToken {
  readonly start: number;
  readonly end: number;
  readonly scope: string;
  /** All of its scopes, outermost first. */
  readonly scopes: readonly string[];
}

let registry: textmate.Registry | undefined;

/** A grammar of `syntaxes/` as VS Code loads it, with the Markdown injection. */
export async function loadGrammar(scopeName: string): Promise<textmate.IGrammar> {
  if (registry === undefined) {
    const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
    await oniguruma.loadWASM(new Uint8Array(readFileSync(wasm)).buffer);
    const files: Record<string, string> = {
      'source.nnet': 'syntaxes/nnet.tmLanguage.json',
      'markdown.nnet.codeblock': 'syntaxes/nnet-markdown-injection.json',
      'text.html.markdown': 'test/unit/grammar/paragraphs.tmLanguage.json',
    };
    registry = new textmate.Registry({
      onigLib: Promise.resolve({
        createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
        createOnigString: (text) => new oniguruma.OnigString(text),
      }),
      loadGrammar: (name) => {
        const file = files[name];
        if (file === undefined) return Promise.resolve(null);
        return Promise.resolve(textmate.parseRawGrammar(readFileSync(path.join(root, file), 'utf8'), file));
      },
      getInjections: (name) => (name === 'text.html.markdown' ? ['markdown.nnet.codeblock'] : undefined),
    });
  }
  return (await registry.loadGrammar(scopeName))!;
}

/** The tokens of each line, those that are only blanks left out. */
export function tokenise(grammar: textmate.IGrammar, text: string): ScopedToken[][] {
  let state = textmate.INITIAL;
  return text.split(/\r\n|\r|\n/).map((line) => {
    const result = grammar.tokenizeLine(line, state);
    state = result.ruleStack;
    const tokens = result.tokens.map(({ startIndex, endIndex, scopes }) => ({
      start: startIndex,
      end: Math.min(endIndex, line.length),
      scope: innermost(scopes),
      scopes,
    }));
    return tokens.filter((t) => line.slice(t.start, t.end).trim() !== '');
  });
}

function innermost(scopes: readonly string[]): string {
  const named = scopes.slice(1).filter((scope) => !scope.startsWith('meta.'));
  return (named.at(-1) ?? '').replace(/\.nnet$/, '');
}
