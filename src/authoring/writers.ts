/** What the editor loads when it is first needed: the writers of exports, and the fences of Markdown previews. */
export { copyGradient, exportFiles } from './exportFiles';
export { unsetLetters } from './latex/unsetLetters';
export { mathStyleOf } from './html/fontsInside';
export { FenceRenderer } from './fences/fenceRenderer';
export { exerciseFiles } from './exercise/exerciseFiles';
export { makeSheets } from './exercise/makeSheets';
