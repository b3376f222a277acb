/** How to stop what was started, in the order of its start. */
export type Stops = (() => Promise<void>)[];

/** The last one first: nothing is stopped under who stands on it. */
export async function stopAll(stops: Stops): Promise<void> {
  for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
}
