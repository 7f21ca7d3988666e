/** The network as it is written, or by §3 of the paper with formal neurons in the place of biases, or the reverse. */
export type NetworkForm = 'written' | 'homogeneous' | 'affine';

/** What of it is shown: one form, or the affine and the homogeneous one side by side. */
export type ShownNetwork = NetworkForm | 'both';
