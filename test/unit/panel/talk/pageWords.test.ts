import assert from 'node:assert/strict';
import { pageWords } from '../../../../src/panel/talk/pageWords';

/** Every text in a value, with the way to it. */
function textsIn(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`));
}

describe('The words of the page', () => {
  it('are all there, whatever the language makes of them', () => {
    const english = textsIn(pageWords({ t: (template: unknown) => String(template) }));
    assert.ok(english.length > 80, `${english.length}`);
    for (const [path, text] of english) assert.match(text, /\p{L}/u, path);
    const translated = new Map(textsIn(pageWords({ t: (template: unknown) => `<${String(template)}>` })));
    for (const [path, text] of english) {
      // Numbers of a form and the like are the same everywhere.
      if (translated.get(path) !== text) assert.equal(translated.get(path), `<${text}>`, path);
    }
    const same = english.filter(([path, text]) => translated.get(path) === text).map(([, text]) => text);
    assert.deepEqual(same, [], 'nothing goes by the translation');
  });
});
