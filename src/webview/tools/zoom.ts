const LEVELS = [0.6, 0.7, 0.8, 0.9, 1, 1.15, 1.3, 1.5, 1.75, 2, 2.5, 3];

/** How large the page is: 1 is as large as the editor's text asks for. */
export class Zoom {
  /** @param show shows a level on the page. */
  constructor(
    public level: number,
    private readonly show: (level: number) => void,
  ) {}

  /** The next larger or smaller size, where there is one; 0 brings the usual size back. */
  change(step: 1 | -1 | 0): void {
    const at = LEVELS.indexOf(this.level);
    this.level = step === 0 ? 1 : (LEVELS[(at < 0 ? LEVELS.indexOf(1) : at) + step] ?? this.level);
    this.show(this.level);
  }

  start(): void {
    this.show(this.level);
  }
}
