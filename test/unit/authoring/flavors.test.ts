import assert from 'node:assert/strict';
import { flavorStyles } from '../../../src/authoring/markdown/flavors';
import type { Flavor } from '../../../src/authoring/markdown/flavors';

/** How each program writes a remark and a warning, by its own documentation. */
const notes: Readonly<Record<Flavor, readonly [info: string, warning: string]>> = {
  github: ['> [!NOTE]\n> A = B', '> [!WARNING]\n> A = B'],
  obsidian: ['> [!note]\n> A = B', '> [!warning]\n> A = B'],
  quarto: ['::: {.callout-note}\nA = B\n:::', '::: {.callout-warning}\nA = B\n:::'],
  myst: [':::{note}\nA = B\n:::', ':::{warning}\nA = B\n:::'],
};

describe('A remark in Markdown', () => {
  for (const [flavor, expected] of Object.entries(notes))
    it(`is one for ${flavor}`, () => {
      const style = flavorStyles[flavor as Flavor];
      assert.deepEqual([style.note('A = B', 'info'), style.note('A = B', 'warning')], expected);
    });
});
