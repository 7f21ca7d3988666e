/** FNV-1a, 32 bits: a short sign of a text, no protection from intent. */
export class Hash {
  private sum = 0x811c9dc5;

  /** The UTF-16 units, line breaks as one kind. */
  text(text: string): void {
    const same = text.replace(/\r\n?/g, '\n');
    for (let i = 0; i < same.length; i++) {
      const unit = same.charCodeAt(i);
      this.byte(unit & 0xff);
      this.byte(unit >>> 8);
    }
  }

  byte(byte: number): void {
    this.sum = Math.imul(this.sum ^ byte, 0x01000193);
  }

  get value(): number {
    return this.sum >>> 0;
  }
}
