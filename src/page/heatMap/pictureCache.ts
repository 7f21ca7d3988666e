import type { Trace } from '../../engine/trace';
import type { Matrix } from '../../network/matrix';
import type { Network } from '../../network/network';
import { quantitiesOf } from '../../notation/formula/quantities';
import type { Steps } from '../../steps/steps';
import { idOfPicture, picturesOf, type PicturedMatrix, type Pictures } from './heatMaps';
import type { MatrixPicture } from './matrixPicture';

/** The pictures of traces, each made once; that of a matrix of the text is made once for all traces. */
export class PictureCache {
  private readonly known = new WeakMap<Trace, Pictures>();
  private readonly ofText = new WeakMap<Matrix, MatrixPicture>();

  /** Those among these that are made already. */
  made(trace: Trace | null, network: Network, matrices: readonly PicturedMatrix[]): Pictures {
    if (trace === null) return new Map();
    const all = new Map(this.known.get(trace));
    for (const matrix of matrices) {
      const written = writtenMatrix(matrix, network, trace);
      const picture = written && this.ofText.get(written);
      if (picture) all.set(idOfPicture(matrix), picture);
    }
    return all;
  }

  /** Makes those that are missing among these; what is abandoned on the way is not kept. */
  *make(trace: Trace, network: Network, matrices: readonly PicturedMatrix[]): Steps<Pictures> {
    const made = this.made(trace, network, matrices);
    const missing = matrices.filter((matrix) => !made.has(idOfPicture(matrix)));
    const all = new Map([...made, ...(yield* picturesOf(missing, quantitiesOf(network, trace)))]);
    this.known.set(trace, all);
    for (const matrix of missing) {
      const written = writtenMatrix(matrix, network, trace);
      const picture = all.get(idOfPicture(matrix));
      if (written && picture) this.ofText.set(written, picture);
    }
    return all;
  }
}

/** The matrix of the text; null where it is a result. */
function writtenMatrix({ quantity, layer }: PicturedMatrix, network: Network, trace: Trace): Matrix | null {
  switch (quantity) {
    case 'X':
      return trace.forward.sample.X;
    case 'W':
      return network.layers[layer - 1].weights;
    case 'gradW':
      return null;
  }
}
