import type { Analysis } from '../analysis/analysis';
import type { HandoutChoices } from '../authoring/choices';
import { lookOf } from '../notation/look';
import type { ViewChoices } from './protocol';

/** The choices that an export has, too; the others are the page's alone. */
type Exported = Exclude<keyof ViewChoices, 'expanded' | 'shapes' | 'general' | 'neuron' | 'own'>;

/** What the panel's choices are for an export; a choice that the network does not have is left open, as on the page. */
export function exportChoices(
  choices: Pick<ViewChoices, Exported>,
  analysis: Analysis,
): Pick<HandoutChoices, Exclude<Exported, 'form'> | 'forms'> {
  const { sample, column, output, form, layer, network, digits } = choices;
  const read = analysis.network;
  const named = read?.samples.some(({ name }) => name === sample) === true ? sample : null;
  const columns = analysis.wholeSample({ sample: named, column: null, output: null })?.X.cols ?? 0;
  const free = read?.objective.kind === 'none' && (output === 'all' || (output ?? Infinity) <= read.sizes.at(-1)!);
  return {
    sample: named,
    column: column !== null && columns > 1 && column <= columns ? column : null,
    output: free ? output : null,
    forms: [form],
    layer: layer !== null && layer <= (read?.layers.length ?? 0) ? layer : null,
    network: analysis.forms.includes(network) ? network : 'written',
    digits,
    ...lookOf(choices),
  };
}
