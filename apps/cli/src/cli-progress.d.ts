declare module "cli-progress" {
  interface Options {
    readonly format: string;
    readonly stream: NodeJS.WritableStream;
    readonly hideCursor: boolean;
  }
  class SingleBar {
    constructor(options: Partial<Options>);
    start(total: number, done: number, payload?: Readonly<Record<string, string>>): void;
    increment(by: number, payload?: Readonly<Record<string, string>>): void;
    stop(): void;
  }
  const entry: { readonly SingleBar: typeof SingleBar };
  export default entry;
}
