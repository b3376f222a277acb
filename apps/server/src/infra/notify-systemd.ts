/** Tells systemd that this process serves, and from then on that its event loop turns; without systemd it does nothing. */
import { writeSync } from "node:fs";

/** Behind the three streams, in the order of LISTEN_FDNAMES. */
const firstFd = 3;

/**
 * Node opens no datagram sockets, so `OpenFile=` of the unit hands systemd's own over. The unit listens to its main process alone:
 * a decoder of strangers' photos cannot speak for it.
 */
export function notifySystemd(env: Readonly<Record<string, string | undefined>> = process.env): void {
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
      // systemd is starting anew: the next one arrives.
    }
  }, withinMs / 4).unref();
}
