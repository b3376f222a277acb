/** How a story is told: step after step, each with what it showed. */

/** Does one step and passes its value on; `shows` says in a few words what came of it. */
export type Tell = <Value>(
  step: string,
  work: () => Promise<Value>,
  shows?: (value: Value) => string,
) => Promise<Value>;

export interface Telling {
  readonly tell: Tell;
  readonly steps: () => number;
}

/** `write` gets a line for each finished step. */
export function startTelling(write: (line: string) => void): Telling {
  let steps = 0;
  return {
    tell: async (step, work, shows) => {
      const value = await work();
      steps++;
      const visible = shows?.(value) ?? (typeof value === "string" ? value : "");
      write(`${String(steps).padStart(3)}  ${step}${visible === "" ? "" : ` — ${visible}`}`);
      return value;
    },
    steps: () => steps,
  };
}
