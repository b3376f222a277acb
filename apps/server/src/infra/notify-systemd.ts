/** Tells systemd that this process serves; without systemd it does nothing. */
import { execFile } from "node:child_process";

/**
 * Node has no datagram sockets, so systemd's own program sends the message. It also closes the door behind it: no other process
 * of the unit, such as a decoder of strangers' photos, is listened to afterwards.
 */
export async function notifyReady(env: Readonly<Record<string, string | undefined>> = process.env): Promise<void> {
  if (!env.NOTIFY_SOCKET) return;
  await new Promise<void>((resolve, reject) => {
    execFile("systemd-notify", ["--ready", "NOTIFYACCESS=none"], { env }, (error) =>
      error ? reject(error) : resolve(),
    );
  });
}
