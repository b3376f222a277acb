/** Readiness and watchdog notifications to systemd; does nothing without systemd. */
import { writeSync } from "node:fs";

/** Number of the first descriptor after the three standard streams. Descriptors are in the order of LISTEN_FDNAMES. */
const firstFd = 3;

/**
 * Returns the function that notifies. Node cannot open datagram sockets, so `OpenFile=` of the unit passes systemd's
 * own socket. The unit accepts messages only from its main process, so a process that decodes untrusted photos cannot
 * send any.
 */
export function notifySystemd(
  env: Readonly<Record<string, string | undefined>> = process.env,
): void {
  const place = (env.LISTEN_FDNAMES ?? "").split(":").indexOf("notify");
  if (place === -1) return;
  const report = (words: string): void => void writeSync(firstFd + place, words);
  report("READY=1");
  const withinMs = Number(env.WATCHDOG_USEC ?? 0) / 1000;
  if (withinMs === 0) return;
  setInterval(() => {
    try {
      report("WATCHDOG=1");
    } catch {
      // systemd restarts at this moment, and the next notification will arrive.
    }
  }, withinMs / 4).unref();
}
