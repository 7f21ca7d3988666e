import { drawingOf, originOf } from '../drawing/pictureTargets';
import { drawingScene } from '../drawing/scene';
import { spokenBlock } from '../spokenBlock';
import type { Target } from '../target';

/** The drawing of the network in pixels, for programs that take no vector pictures. */
export const drawingPng: Target = {
  extension: '.png',
  only: 'drawing',
  write: async (handout, options) => {
    const { drawn } = await import('../pictures');
    const block = drawingOf(handout);
    const content = drawn(drawingScene(block, { colours: handout.choices.colours, translate: options.translate }), {
      title: handout.title ?? handout.source.file,
      words: spokenBlock(block, options.translate),
      origin: originOf(handout, options).join(' '),
    });
    return [{ name: `${options.name}.png`, content }];
  },
};
