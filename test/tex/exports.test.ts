/** Every example as an article and as a drawing, set by pdfLaTeX. */
import { testNumbers, testSetting } from './examples';

describe('Exports for LaTeX', () => {
  testNumbers('latex');
  for (const target of ['latex', 'tikz'] as const) testSetting(target);
});
