/* eslint-disable */
import { timed, type Contestant } from '../gradientCase';
import { peer } from './load';
import { onnxModel } from './onnxModel';

/** onnxruntime-web on its WebAssembly backend, double precision, one thread; W_i are constants of the model. */
export const onnxruntime: Contestant = {
  name: 'onnxruntime-web',
  async prepare(given) {
    // Models above 2 GB cannot be written, and far smaller ones take minutes to load.
    if (given.sizes.some((n) => n > 2048)) return null;
    const ort = await peer('onnxruntime-web');
    if (ort === null) return null;
    ort.env.wasm.numThreads = 1;
    ort.env.logLevel = 'error';
    const { sizes, m } = given;
    const session = await ort.InferenceSession.create(onnxModel(given), { executionProviders: ['wasm'] });
    const feeds = {
      X: new ort.Tensor('float64', given.X, [sizes[0], m]),
      Y: new ort.Tensor('float64', given.Y, [sizes[sizes.length - 1], m]),
    };
    const indices = given.W.map((_, i) => i + 1);
    const prepared = timed(
      () => session.run(feeds) as Promise<any>,
      (out) => ({
        value: out.value.data[0],
        gradW: indices.map((i) => out[`gW${i}`].data),
        gradb: indices.map((i) => out[`gb${i}`].data),
      }),
    );
    return { ...prepared, close: () => session.release() };
  },
};
