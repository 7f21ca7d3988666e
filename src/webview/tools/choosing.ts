import { defaultChoices, readChoices, type ViewChoices } from '../../panel/protocol';

/** The reader's choices, and whether the host has answered the last one. */
export class Choosing {
  private choices: ViewChoices = defaultChoices;
  /** What was chosen last, as long as the host has not answered it: its answers to earlier choices are old. */
  private unanswered: string | null = null;

  get made(): ViewChoices {
    return this.choices;
  }

  choose(change: Partial<ViewChoices>): void {
    // As the host reads them, so that its answer is recognised.
    this.choices = readChoices({ ...this.choices, ...change });
    this.unanswered = JSON.stringify(this.choices);
  }

  /** Takes the choices of a page, unless they are older than the reader's. */
  take(choices: ViewChoices): void {
    if (this.unanswered !== null && this.unanswered !== JSON.stringify(readChoices(choices))) return;
    this.unanswered = null;
    this.choices = choices;
  }

  /** What comes next belongs to another text. */
  forget(): void {
    this.unanswered = null;
  }
}
