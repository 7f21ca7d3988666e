import type { Activation } from '../../functions/builtin/activation';
import { message, type Translate } from '../../message/message';
import { kinkConventions } from '../describe/documentation';
import { markdownText, sayMarkdown } from '../describe/markdownText';
import { activationName } from '../describe/shapes';
import { activationPlot, plotMarkdown } from './activationPlot';

/** An activation with its derivative, a plot of both with the pre-activations marked, and its convention at a kink. */
export function activationHover(a: Activation, preActivations: Float64Array | null, translate: Translate): string {
  const [name, derivative] = [translate('σ'), translate('σ′')];
  const lines = [
    `**${markdownText(activationName({ kind: 'coordinatewise', activations: [a], uniform: a }))}**`,
    '```nnet\n' +
      `${name}(${a.argument})  = ${a.formula}\n${derivative}(${a.argument}) = ${a.derivativeFormula}` +
      '\n```',
    plotMarkdown(activationPlot(a, preActivations ?? []), sayMarkdown(message('σ solid, σ′ dashed'), translate)),
    preActivations
      ? sayMarkdown(message("σ solid, σ′ dashed; the dots are this layer's pre-activations."), translate)
      : sayMarkdown(message('σ solid, σ′ dashed.'), translate),
  ];
  if (a.kinks.length > 0) lines.splice(2, 0, kinkConventions(a, translate));
  if (a.custom) lines.push(sayMarkdown(message('Defined in this file.'), translate));
  return lines.join('\n\n');
}
