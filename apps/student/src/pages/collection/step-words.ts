/** One step of what happened, as it is told to its student. */

/** A step whose name is in that of the state it led to is not told twice: “Approved”, not “Approve · Approved”. */
export const stepWords = (move: string, state: string): string =>
  state.toLowerCase().includes(move.toLowerCase()) ? state : `${move} · ${state}`;
