/**
 * The letters of the quantities: those of the paper, W_i, N_i, Σ_i, Δ_i, X and Y, or those of many courses, W^{[i]},
 * z^{[i]}, a^{[i]}, δ^{[i]}, x and y with g^{[i]} for the activation functions. The formulas are the same.
 */
export type Alphabet = 'paper' | 'course';

export const alphabets = ['paper', 'course'] as const satisfies readonly Alphabet[];
