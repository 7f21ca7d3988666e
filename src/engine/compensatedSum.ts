/** A sum that keeps what rounding loses at every addition (Neumaier): right to the last bit or so, in any order. */
export class CompensatedSum {
  private sum = 0;
  private lost = 0;

  add(x: number): void {
    const sum = this.sum + x;
    this.lost += Math.abs(this.sum) >= Math.abs(x) ? this.sum - sum + x : x - sum + this.sum;
    this.sum = sum;
  }

  /** The sum; where it is infinite or NaN, the plain sum, as the corrections are then ∞ − ∞. */
  get value(): number {
    return Number.isFinite(this.sum) ? this.sum + this.lost : this.sum;
  }
}
