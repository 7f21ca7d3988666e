/**
 * The candidate nearest to a misspelt name, or null if none is near: at most one slip (a letter too many, too few,
 * another one, or two swapped) per three letters. Letter case counts as half a slip.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let least = Infinity;
  if (name.length > 100) return null;
  const allowed = Math.max(1, Math.floor(name.length / 3));
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > allowed) continue;
    const folded = distance(name.toLowerCase(), candidate.toLowerCase());
    const slips = folded === 0 && name !== candidate ? 0.5 : folded;
    // A name of one or two letters with another letter is another name.
    if (slips >= 1 && Math.min(name.length, candidate.length) < 3) continue;
    if (slips <= allowed && slips < least) {
      least = slips;
      best = candidate;
    }
  }
  return best;
}

/** The Damerau–Levenshtein distance (optimal string alignment). */
function distance(a: string, b: string): number {
  const width = b.length + 1;
  // Three rows of the table, taking turns: i − 2, i − 1 and i.
  const rows = new Uint16Array(3 * width);
  for (let j = 0; j < width; j++) rows[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const row = (i % 3) * width;
    const last = ((i + 2) % 3) * width;
    const beforeLast = ((i + 1) % 3) * width;
    rows[row] = i;
    for (let j = 1; j < width; j++) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(rows[last + j] + 1, rows[row + j - 1] + 1, rows[last + j - 1] + other);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, rows[beforeLast + j - 2] + 1);
      }
      rows[row + j] = cost;
    }
  }
  return rows[(a.length % 3) * width + b.length];
}

const lookAlikes = new Map(
  Object.entries({
    // Cyrillic
    А: 'A', В: 'B', Е: 'E', Ё: 'E', З: '3', К: 'K', М: 'M', Н: 'H', О: 'O', Р: 'P', С: 'C', Т: 'T', У: 'Y', Х: 'X',
    Ѕ: 'S', І: 'I', Ј: 'J', а: 'a', е: 'e', ё: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', ѕ: 's', і: 'i', ј: 'j',
    һ: 'h', ԁ: 'd', ԛ: 'q', ԝ: 'w', Ԝ: 'W', ь: 'b', Ь: 'b', к: 'k', т: 't', м: 'm', н: 'h', в: 'b', п: 'n', г: 'r',
    // Greek
    Α: 'A', Β: 'B', Ε: 'E', Ζ: 'Z', Η: 'H', Ι: 'I', Κ: 'K', Μ: 'M', Ν: 'N', Ο: 'O', Ρ: 'P', Τ: 'T', Υ: 'Y', Χ: 'X',
    α: 'a', ο: 'o', ν: 'v', ρ: 'p', ι: 'i', κ: 'k', υ: 'u', χ: 'x', τ: 't',
    // Latin letters that pass for others
    ı: 'i', ɑ: 'a', ɡ: 'g',
  }),
); // prettier-ignore

/**
 * The name in Latin letters that looks the same: Cyrillic с is c, mathematical 𝑥 and full-width ｘ are x.
 * Two names are look-alikes if their readings agree; a name with no such letter is its own.
 */
export function latinLookAlike(name: string): string {
  let latin = '';
  for (const letter of name.normalize('NFKC')) latin += lookAlikes.get(letter) ?? letter;
  return latin;
}
