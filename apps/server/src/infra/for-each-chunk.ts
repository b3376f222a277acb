/** Splits long computations of requests into pieces that take turns, so that none blocks the event loop. */

/** Pieces per event-loop round. A piece takes about a millisecond. */
const turnsAtOnce = 4;
const pieceBytes = 256 * 1024;

const waiting: (() => void)[] = [];
let isScheduled = false;

/** Resolves when the next piece may run: in order of request, a few in each round of the event loop. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    schedule();
  });

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  setImmediate(() => {
    isScheduled = false;
    for (const resolve of waiting.splice(0, turnsAtOnce)) resolve();
    if (waiting.length > 0) schedule();
  });
}

/** Calls `use` with consecutive pieces of the bytes and their positions. */
export async function forEachChunk(
  bytes: Uint8Array,
  use: (piece: Uint8Array, at: number) => void,
): Promise<void> {
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    await nextTurn();
    use(bytes.subarray(at, at + pieceBytes), at);
  }
}
