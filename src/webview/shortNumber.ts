/** A number in the few characters that fit into a neuron: two decimals below 10, else three digits. */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  let text: string;
  if (!Number.isFinite(value)) text = Number.isNaN(value) ? 'NaN' : '∞';
  else if (size === 0 || (Number.isInteger(value) && size < 1000)) text = String(size);
  else if (size >= 0.01 && size < 9.995) text = size.toFixed(2);
  else if (size >= 0.01 && size < 999.5) text = size.toPrecision(3);
  else text = size.toExponential(0).replace('e+', 'e');
  return value < 0 ? `−${text}` : text;
}
