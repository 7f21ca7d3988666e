/** The network as it is written, or by §3 of the paper with formal neurons in the place of biases, or the reverse. */
export type NetworkForm = 'written' | 'homogeneous' | 'affine';
