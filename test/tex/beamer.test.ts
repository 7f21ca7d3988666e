/** Every example as slides, set by pdfLaTeX: half of what pdfLaTeX does in all tests, so in a file beside the others. */
import { testNumbers, testSetting } from './examples';

describe('Slides for LaTeX', () => {
  testNumbers('beamer');
  testSetting('beamer');
});
