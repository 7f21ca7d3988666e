// Fonts of pictures without the letters that no formula has: the files of MathJax's font that it loads on demand hold
// whole scripts in four styles, hundreds of kilobytes.
'use strict';

const fs = require('node:fs');

/** What `notation/tex/texName.ts` sets inside `\text`, accented Latin letters and Russian; and ℝ. */
const kept = (code) =>
  (code >= 0xc0 && code <= 0xff) ||
  (code >= 0x410 && code <= 0x44f) ||
  code === 0x401 ||
  code === 0x451 ||
  code === 0x211d;

/** For esbuild: of the scripts only the upright letters that are kept, one glyph a line. */
const lettersOfNames = {
  name: 'letters-of-names',
  setup(build) {
    build.onLoad({ filter: /mathjax-newcm-font[\\/]mjs[\\/]svg[\\/]dynamic[\\/]\w+\.js$/ }, ({ path }) => {
      let style = '';
      let count = 0;
      const lines = fs
        .readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => {
          style = /^ {4}'([\w-]+)': \{/.exec(line)?.[1] ?? style;
          const code = /^ {8}(0x[0-9A-F]+): \[/.exec(line)?.[1];
          const wanted = code === undefined || (style === 'normal' && kept(Number(code)));
          if (wanted && code !== undefined) count++;
          return wanted;
        });
      if (count === 0)
        throw new Error(`No letter is left of ${path}: its lines are written in another way than expected.`);
      return { contents: lines.join('\n'), loader: 'js' };
    });
  },
};

module.exports = { lettersOfNames };
