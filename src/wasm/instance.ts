/** What NNet uses of WebAssembly; browsers, workers and Node have it, though it is not part of ECMAScript. */
interface WebAssemblyLike {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object) => { readonly exports: unknown };
}

/** The memory of a module. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/**
 * Makes instances of a module that imports nothing, each with a memory of its own: their exports, or null where one can no
 * longer be had. It is itself null where WebAssembly, or what the module uses of it, is missing or forbidden.
 */
export function compile(bytes: Uint8Array): (() => unknown) | null {
  const { WebAssembly } = globalThis as unknown as { WebAssembly?: WebAssemblyLike };
  if (WebAssembly === undefined) return null;
  const { Module, Instance } = WebAssembly;
  const compiled = orNull(() => new Module(bytes));
  return compiled && (() => orNull(() => new Instance(compiled).exports));
}

/** The exports of the only instance of such a module. */
export function instantiate(bytes: Uint8Array): unknown {
  return compile(bytes)?.() ?? null;
}

function orNull<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}
