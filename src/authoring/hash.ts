/** FNV-1a, 32 bits: a short sign of a text, no protection from intent. */
export class Hash {
  private sum = 0x811c9dc5;

  /** The UTF-16 units, line breaks as one kind. */
  text(text: string): void {
    const same = text.replace(/\r\n?/g, '\n');
    let { sum } = this;
    for (let i = 0; i < same.length; i++) {
      const unit = same.charCodeAt(i);
      sum = withByte(withByte(sum, unit & 0xff), unit >>> 8);
    }
    this.sum = sum;
  }

  byte(byte: number): void {
    this.sum = withByte(this.sum, byte);
  }

  get value(): number {
    return this.sum >>> 0;
  }
}

function withByte(sum: number, byte: number): number {
  return Math.imul(sum ^ byte, 0x01000193);
}
