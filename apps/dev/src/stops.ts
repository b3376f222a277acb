/** Functions that stop what was started, in order of start. */
export type Stops = (() => Promise<void>)[];

/** Stops in reverse order, so that nothing is stopped before its dependents. */
export async function stopAll(stops: Stops): Promise<void> {
  for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
}
