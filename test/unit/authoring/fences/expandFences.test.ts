import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findFences, replaceFences } from '../../../../src/authoring/fences/expandFences';

const expand = (text: string, other = 'A\n\nB') => {
  const found = findFences(text);
  return replaceFences(
    text,
    found,
    found.map(() => other),
  );
};

describe('The fences of a Markdown file', () => {
  it('are replaced where they are, and nothing else is', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['a\n\n```nnet\nx\n```\nb  \n', 'a\n\nA\n\nB\nb  \n'],
      ['~~~ nnet {forward}\nx\n~~~', 'A\n\nB'],
      ['   ````nnet\n   ```\n   ````\n', '   A\n\n   B\n'],
      ['a\r\n```nnet\r\nx\r\n```\r\nb\r\n', 'a\r\nA\r\n\r\nB\r\nb\r\n'],
      ['\ufeff```nnet\nx\n```\nb', '\ufeffA\n\nB\nb'],
      ['> ```nnet\n> x\n> ```\n> b', '> A\n>\n> B\n> b'],
      ['>```nnet\n>x\n\nb', '>A\n>\n>B\n\nb'],
      ['1. a\n\n   ~~~nnet\n   x\n   ~~~\n2. b', '1. a\n\n   A\n\n   B\n2. b'],
      ['- ```nnet\n  x\n  ```\n- b', '- A\n\n  B\n- b'],
      ['> - > ```nnet\n>   > x\n>   > ```\n', '> - > A\n>   >\n>   > B\n'],
      ['\t```nnet\n', '\t```nnet\n'],
      ['````md\n```nnet\nx\n```\n````\n', '````md\n```nnet\nx\n```\n````\n'],
      ['<div>\n```nnet\nx\n```\n</div>\n', '<div>\n```nnet\nx\n```\n</div>\n'],
      ['<!--\n```nnet\nx\n```\n-->\n', '<!--\n```nnet\nx\n```\n-->\n'],
      ['```nnet\nx', 'A\n\nB'],
    ];
    for (const [text, wanted] of cases) assert.equal(expand(text), wanted, JSON.stringify(text));
  });

  it('know the lines of their text', () => {
    const [first, second] = findFences('# a\n\n```nnet {spec}\nx\ny\n```\n\n> ~~~nnet\n> z\n');
    assert.deepEqual([first.content, first.firstLine, first.info], ['x\ny\n', 3, 'nnet {spec}']);
    assert.deepEqual([second.content, second.firstLine, second.opening], ['z\n', 8, '> ']);
  });

  it('leave every other byte of any file', () => {
    const piece = fc.constantFrom(
      ...['```nnet', '```', '~~~', '~~~nnet {x}', '> ', '- ', '1. ', '  ', '    ', '\t', '\n', '\r\n', '\r', 'a'],
      ...['<div>', '<!--', '-->', '# ', '\ufeff', '\u0000', '\u2028', '````', '---'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const found = findFences(text);
        // Each fence as the mark \u0001, so that what is around it can be put together again.
        const parts = replaceFences(
          text,
          found,
          found.map(() => '\u0001'),
        ).split('\u0001');
        assert.equal(parts.length, found.length + 1);
        let at = 0;
        for (const part of parts) {
          const next = text.indexOf(part, at);
          assert.ok(next >= at, JSON.stringify(text));
          at = next + part.length;
        }
        assert.ok(text.startsWith(parts[0]) && (parts.at(-1) === '' || text.endsWith(parts.at(-1)!)));
      }),
      { numRuns: Number(process.env['NNET_FUZZ'] ?? 300) },
    );
  });
});
