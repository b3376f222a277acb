/** Bounds how much work of one kind runs at once; the rest waits in order of arrival. */
export function atMost(places: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let free = places;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // A place goes straight to the next in line, so that nobody overtakes.
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
