/** Where the coordinates of a mark are in those of its picture: x·a + e and y·d + f; nothing in a picture is turned. */
export interface Placement {
  readonly a: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** What a picture consists of, the y axis downward: filled outlines, bars, and letters that no font at hand has. */
export type Mark =
  /** `path` has absolute M, L, H, V, Q, C and Z only; what it encloses is filled. */
  | { readonly kind: 'path'; readonly path: string; readonly at: Placement }
  | { readonly kind: 'bar'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** `at` is where the letter begins on its base line; the box is where something is drawn in its place. */
  | { readonly kind: 'letter'; readonly text: string; readonly size: number; readonly x: number; readonly y: number };

/** A picture in thousandths of the font's size, from (0, 0). */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** The inner placement first, then the outer. */
export function within(outer: Placement, inner: Placement): Placement {
  return {
    a: outer.a * inner.a,
    d: outer.d * inner.d,
    e: outer.a * inner.e + outer.e,
    f: outer.d * inner.f + outer.f,
  };
}

export function moved(mark: Mark, x: number, y: number): Mark {
  switch (mark.kind) {
    case 'path':
      return { ...mark, at: within({ a: 1, d: 1, e: x, f: y }, mark.at) };
    case 'bar':
    case 'letter':
      return { ...mark, x: mark.x + x, y: mark.y + y };
  }
}
