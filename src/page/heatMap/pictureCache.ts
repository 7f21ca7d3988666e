import type { Trace } from '../../engine/trace';
import type { Network } from '../../network/network';
import { quantitiesOf } from '../../notation/formula/quantities';
import type { Steps } from '../../steps/steps';
import { idOfPicture, picturesOf, type PicturedMatrix, type Pictures } from './heatMaps';

/** The pictures of traces, each made once. */
export class PictureCache {
  private readonly known = new WeakMap<Trace, Pictures>();

  /** Those that are made already. */
  made(trace: Trace | null): Pictures {
    return (trace && this.known.get(trace)) ?? new Map();
  }

  /** Makes those that are missing among these; what is abandoned on the way is not kept. */
  *make(trace: Trace, network: Network, matrices: readonly PicturedMatrix[]): Steps<Pictures> {
    const made = this.made(trace);
    const missing = matrices.filter((matrix) => !made.has(idOfPicture(matrix)));
    const all = new Map([...made, ...(yield* picturesOf(missing, quantitiesOf(network, trace)))]);
    this.known.set(trace, all);
    return all;
  }
}
