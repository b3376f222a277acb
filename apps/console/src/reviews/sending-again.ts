/** When what is unsaved is sent again: after a while, at once with the line or by wish, and only by the person whose it is. */
import { call } from "../lib/client.ts";

const againMs = 5000;

/** Waits until a session answers; false where it is another person's by then, in this tab or in another one. */
export async function isTheirSession(staffId: string): Promise<boolean> {
  for (;;) {
    await untilAgain();
    const answer = await call("readStaffAccount", {});
    if (answer.ok) return answer.value.staffId === staffId;
  }
}

let wakeAll = new AbortController();

/** Sends what is unsaved now, without waiting for its time. */
export function sendNow(): void {
  wakeAll.abort();
  wakeAll = new AbortController();
}

addEventListener("online", sendNow);

const untilAgain = (): Promise<void> =>
  new Promise((done) => {
    const { signal } = wakeAll;
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", wake);
      done();
    };
    const timer = setTimeout(wake, againMs);
    signal.addEventListener("abort", wake);
  });
