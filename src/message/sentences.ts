/** Sentences one after another, each with one full stop between it and the next: what is read aloud. */
export function inSentences(sentences: readonly string[]): string {
  return sentences.map((sentence) => sentence.replace(/[.\s]+$/, '')).join('. ');
}
