import { message } from '../../message/message';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import type { QuantityOfLayer } from '../syntax/quantityWord';
import type { QuantitiesStatement, QuantityItem } from '../syntax/tree';
import { diagnostic, type Diagnostic, type Fix } from '../text/diagnostic';
import { removeStatement } from '../text/lineEdits';
import { HandedOut } from './handedOut';
import type { QuantityFacts } from './quantityFacts';

/** How many quantities are looked at in one step. */
const AT_ONCE = 256;

/** A quantity in its place in the text. */
interface Placed {
  readonly statement: QuantitiesStatement;
  /** From 0, among the quantities of the statement. */
  readonly at: number;
}

/** What an exercise that is on the sheets gives and asks. */
interface Exercise {
  readonly title: string;
  readonly give: readonly Part[];
  readonly ask: readonly Part[];
}

interface Part extends QuantityOfLayer {
  readonly item: QuantityItem;
  readonly entry: { readonly row: number; readonly column: number } | null;
}

/** A quantity as it is written, without its points. */
export function writtenQuantity(text: string, { range }: QuantityItem): string {
  return /^[^:]*/.exec(text.slice(range.start, range.end))![0].trim();
}

/** The fix that takes a quantity out of its statement, or the whole statement with its only one. */
export function removeQuantity(text: string, { statement, at }: Placed): Fix {
  const { items } = statement;
  if (items.length === 1) return removeStatement(text, statement);
  const range =
    at === 0
      ? { start: items[0].range.start, end: items[1].range.start }
      : { start: items[at - 1].range.end, end: items[at].range.end };
  return { title: message('Remove it'), edits: [{ range, newText: '' }], preferred: true };
}

/** All exercises of a text are on one sheet: warns of what one of them gives and another asks, under whatever name. */
export function* givenAnswers(
  exercises: readonly Exercise[],
  placeOf: (item: QuantityItem) => Placed,
  text: string,
  facts: QuantityFacts,
): Steps<readonly Diagnostic[]> {
  const onSheet = exercises.filter(({ ask }) => ask.length > 0);
  const found: Diagnostic[] = [];
  if (onSheet.length < 2) return found;
  const portion = new Portion(AT_ONCE);
  const handedOut = new HandedOut<{ readonly title: string; readonly item: QuantityItem }>(facts);
  for (const { title, ask } of onSheet) {
    for (const { item, entry, quantity, layer } of ask) {
      if (portion.fills()) yield 0;
      handedOut.add('ask', { quantity, layer }, entry, { title, item });
    }
  }
  for (const { give } of onSheet) {
    for (const { item, entry, quantity, layer } of give) {
      if (portion.fills()) yield 0;
      const asked = handedOut.add('give', { quantity, layer }, entry, { title: '', item });
      if (asked === undefined) continue;
      const [own, other] = [item, asked.item].map((one) => writtenQuantity(text, one));
      const said =
        own === other
          ? message('{0} is asked in the exercise “{1}” of the same sheet: its answer would be on the sheet.', own, asked.title) // prettier-ignore
          : message('{0} has numbers of {1}, which is asked in the exercise “{2}” of the same sheet: its answer would be on the sheet.', own, other, asked.title); // prettier-ignore
      const related = [{ range: asked.item.range, message: message('It is asked here.') }];
      const fixes = [removeQuantity(text, placeOf(item))];
      found.push(diagnostic('given-answer', item.range, said, { related, fixes }));
    }
  }
  return found;
}
