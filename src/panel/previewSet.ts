/** What the set needs to know of a preview. `A` is the address of a text. */
export interface SetMember<A> {
  readonly locked: boolean;
  shows(address: A): boolean;
  /** Shows another text. */
  show(address: A): void;
  lock(locked: boolean): void;
  reveal(): void;
  dispose(): void;
}

/** The previews that are open: at most one follows the active editor, the others are locked to their texts. */
export class PreviewSet<A, P extends SetMember<A>> {
  private readonly members = new Set<P>();

  /** @param create opens the preview of a text. */
  constructor(private readonly create: (address: A, locked: boolean) => P) {}

  /** Takes a preview that is there already; a second one that follows is locked. */
  add(preview: P): void {
    if (!preview.locked && this.following !== undefined) preview.lock(true);
    this.members.add(preview);
  }

  delete(preview: P): void {
    this.members.delete(preview);
  }

  /** The preview that follows the active editor. */
  get following(): P | undefined {
    return this.all.find(({ locked }) => !locked);
  }

  get all(): readonly P[] {
    return [...this.members];
  }

  /** Shows a text: in the preview that follows, or else in a new one. */
  open(address: A): void {
    const { following } = this;
    if (following === undefined) this.add(this.create(address, false));
    else {
      this.follow(address);
      following.reveal();
    }
  }

  /** Shows a text in a preview that stays with it. */
  openLocked(address: A): void {
    const known = this.all.find((preview) => preview.locked && preview.shows(address));
    if (known === undefined) this.add(this.create(address, true));
    else known.reveal();
  }

  /** Another text is being edited. */
  follow(address: A): void {
    const { following } = this;
    if (following !== undefined && !following.shows(address)) following.show(address);
  }

  /** Locks a preview, or lets it follow; then the one that followed before would show the same, and is closed. */
  toggleLock(preview: P): void {
    const before = this.following;
    preview.lock(!preview.locked);
    if (before !== undefined && before !== preview) before.dispose();
  }

  dispose(): void {
    for (const preview of this.all) preview.dispose();
  }
}
