/** Reads Python expressions by the precedences of its language reference, for tests of what is written in it. */

/** A number, a name, or an operation or call before its operands. */
export type Tree = number | string | readonly [string, ...Tree[]];

/** From the loosest to the tightest; comparisons are looser than `|`, and `**` is tighter than the sign on its left. */
const LEVELS: readonly ReadonlySet<string>[] = [
  new Set(['<', '<=', '>', '>=', '==', '!=']),
  new Set(['|']),
  new Set(['&']),
  new Set(['+', '-']),
  new Set(['*', '/', '@']),
];

const TOKEN = /\s*(\d+(?:\.\d*)?(?:e[-+]?\d+)?|[A-Za-z_][\w.]*|\*\*|[<>=!]=|[-+*/@<>=&|~(),])/y;

/** @throws Error at what is no expression. */
export function readPython(code: string): Tree {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < code.trimEnd().length; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(code);
    if (match === null) throw new Error(`“${code.slice(at)}” is no Python`);
    tokens.push(match[1]);
  }
  let next = 0;
  const take = (token: string): boolean => tokens[next] === token && next++ >= 0;
  const need = (token: string): void => {
    if (!take(token)) throw new Error(`“${token}” is missing before “${tokens.slice(next).join(' ')}” in “${code}”`);
  };

  function at(level: number): Tree {
    if (level === LEVELS.length) return signed();
    let left = at(level + 1);
    while (next < tokens.length && LEVELS[level].has(tokens[next])) left = [tokens[next++], left, at(level + 1)];
    return left;
  }
  function signed(): Tree {
    for (const sign of ['-', '+', '~']) if (take(sign)) return [sign, signed()];
    const base = atom();
    return take('**') ? ['**', base, signed()] : base;
  }
  function atom(): Tree {
    if (take('(')) {
      const inner = at(0);
      need(')');
      return inner;
    }
    const token = tokens[next++];
    if (/^\d/.test(token)) return Number(token);
    if (!/^[A-Za-z_]/.test(token)) throw new Error(`“${token}” in “${code}”`);
    if (!take('(')) return token;
    const operands: Tree[] = [];
    while (!take(')')) {
      if (operands.length > 0) need(',');
      const value = at(0);
      operands.push(take('=') ? ['=', value, at(0)] : value);
    }
    return [token, ...operands];
  }

  const tree = at(0);
  if (next < tokens.length) throw new Error(`“${tokens.slice(next).join(' ')}” after the end of “${code}”`);
  return tree;
}
