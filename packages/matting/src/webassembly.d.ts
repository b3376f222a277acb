/**
 * Part of the WebAssembly interface that this package uses. It is the same in browsers and in Node, so the globals of
 * neither are needed.
 */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer;
    /** Adds pages of 64 KiB; views of the old buffer become empty. Throws a RangeError when there is no room. */
    grow(pages: number): number;
  }
  const Memory: new (size: { initial: number }) => Memory;

  interface Instance {
    /** Functions take and return numbers. One without a result returns undefined, which nobody reads. */
    readonly exports: Readonly<Record<string, Memory | ((...numbers: number[]) => number)>>;
  }
  function instantiate(
    bytes: Uint8Array,
    imports: { env: { memory: Memory } },
  ): Promise<{ readonly instance: Instance }>;
}
