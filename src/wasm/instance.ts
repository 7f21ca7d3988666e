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

/** The exports of a module that imports nothing; null where WebAssembly, or what the module uses of it, is missing or forbidden. */
export function instantiate(bytes: Uint8Array): unknown {
  const { WebAssembly } = globalThis as unknown as { WebAssembly?: WebAssemblyLike };
  if (WebAssembly === undefined) return null;
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  } catch {
    return null;
  }
}
