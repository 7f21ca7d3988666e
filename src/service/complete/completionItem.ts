/** One thing that can be completed at the cursor. */
export interface CompletionItem {
  readonly label: string;
  readonly kind:
    'keyword' | 'activation' | 'loss' | 'function' | 'constant' | 'generator' | 'name' | 'value' | 'argument';
  /** A short word behind the label: a formula, a value, a shape. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** What is written; `$0` marks where the cursor goes, `${1:0}` what is filled in one after another. The label unless given. */
  readonly snippet?: string;
}

/** What can stand at the offset, likeliest first, and from where on the word before it is replaced. */
export interface Completions {
  readonly replaceFrom: number;
  readonly items: readonly CompletionItem[];
}
