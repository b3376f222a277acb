/** How an API of `wx` is called and answers. */

export type Wx = Record<string, unknown>;

export interface Options {
  readonly [name: string]: unknown;
  readonly success?: (answer: object) => void;
  readonly fail?: (error: object) => void;
  readonly complete?: (answer: object) => void;
}

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Answers by the callbacks of `options`, or by a promise where there is none. */
export function answered(api: string, options: Options, work: Promise<object>): Promise<object> | undefined {
  const answer = work.then(
    (value) => ({ errMsg: `${api}:ok`, ...value }),
    (error: unknown) => {
      throw { errMsg: `${api}:${words(error)}` };
    },
  );
  if (!options.success && !options.fail && !options.complete) return answer;
  answer.then(
    (value) => {
      options.success?.(value);
      options.complete?.(value);
    },
    (error: object) => {
      options.fail?.(error);
      options.complete?.(error);
    },
  );
  return undefined;
}
