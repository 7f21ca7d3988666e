import type { Analysis, View } from '../../../src/analysis/analysis';
import type { NetworkForm } from '../../../src/analysis/networkForm';
import type { GradientCheck, Trace } from '../../../src/engine/trace';
import type { Network } from '../../../src/network/network';

const forms: readonly NetworkForm[] = ['written', 'homogeneous', 'affine'];

/** A network at one of its samples, in one of its forms. */
export interface FormOfNetwork {
  readonly form: NetworkForm;
  readonly network: Network;
  /** With fractions; null without numbers. */
  readonly trace: Trace | null;
  readonly check: GradientCheck | null;
}

/** Every sample of a text in every form of §3 that it has. */
export async function* everyForm(analysis: Analysis): AsyncGenerator<FormOfNetwork> {
  const names = analysis.network?.samples.map(({ name }) => name) ?? [];
  for (const sample of names.length > 0 ? names : [null]) {
    for (const form of forms) {
      const view: View = { sample, column: null, output: null, form };
      const network = analysis.networkIn(view);
      if (network === null) continue;
      const made = await analysis.trace(view);
      const trace = made === null ? null : await analysis.withFractions(made);
      yield { form, network, trace, check: made === null ? null : await analysis.check(view) };
    }
  }
}
