/** Divides long work into steps: says after each piece of it whether enough was done for one. */
export class Portion {
  private done = 0;

  /** @param size how much work makes a step */
  constructor(private readonly size: number) {}

  /** Adds work that was done; whether the step is full. */
  fills(work = 1): boolean {
    this.done += work;
    if (this.done < this.size) return false;
    this.done = 0;
    return true;
  }
}
