import { say } from '../../message/message';
import { madeFrom } from '../checksum';
import type { Handout } from '../handout';
import type { Target, WriterOptions } from '../target';
import { formulaPreamble, partLatex, tallPreamble } from './latexBlocks';
import { latexFonts, latexComment, latexText } from './latexText';

/** A LaTeX article for pdfLaTeX, with nothing but the usual packages for mathematics. */
export const latexArticle: Target = {
  extension: '.tex',
  write: (handout, options) => [{ name: `${options.name}.tex`, content: article(handout, options) }],
};

function article({ source, title, parts, choices }: Handout, { translate, command }: WriterOptions): string {
  const look = { colours: choices.colours, translate };
  const body = parts.map((part) => partLatex(part, look)).join('\n\n');
  const heading = latexText(title ?? source.file);
  const preamble = [
    '\\documentclass[a4paper,11pt]{article}',
    ...latexFonts(body + heading),
    '\\usepackage[margin=2.5cm]{geometry}',
    '\\usepackage{amsmath,amssymb,mathtools,bm,tikz}',
    '\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{0.5em}\\setlength{\\emergencystretch}{3em}',
    '\\allowdisplaybreaks',
    '\\newcommand{\\alert}[1]{{\\color{red!75!black}#1}}',
    ...formulaPreamble('\\normalsize'),
    ...tallPreamble,
  ];
  return [
    latexComment(say(madeFrom(source.file)), command),
    ...preamble,
    `\\title{${heading}}\\author{}\\date{}`,
    '\\begin{document}',
    '\\maketitle',
    '',
    body,
    '',
    '\\end{document}',
    '',
  ].join('\n');
}
