/** Text of one step in the history for the student. */

/** Omits a step name that the resulting state already contains: “Approved”, not “Approve · Approved”. */
export const stepWords = (move: string, state: string): string =>
  state.toLowerCase().includes(move.toLowerCase()) ? state : `${move} · ${state}`;
