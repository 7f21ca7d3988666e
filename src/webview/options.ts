/** Fills a list with [value, text] pairs; leaves it alone if it has them already. */
export function setOptions(select: HTMLSelectElement, options: readonly (readonly [string, string])[]): void {
  const wanted = JSON.stringify(options);
  if (select.dataset['options'] === wanted) return;
  select.dataset['options'] = wanted;
  select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
}
