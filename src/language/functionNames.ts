/** The names of the built-in functions, coordinate-wise activations among them: what can be called in an expression. */
export const functionNames: ReadonlySet<string> = new Set(
  (
    'abs sign min max exp expm1 ln log log10 log1p log2 sqrt cbrt sin cos tan asin acos atan sinh cosh tanh asinh acosh ' +
    'atanh erf floor ceil round identity linear sigmoid logistic relu leaky_relu elu selu gelu silu swish mish softplus ' +
    'softsign hard_tanh hard_sigmoid gaussian step square'
  ).split(' '),
);
