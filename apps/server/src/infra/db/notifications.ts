/** PostgreSQL's NOTIFY for whoever in this process listens; one connection for all, held only while somebody does. */
import type pg from "pg";

export type Heard = (payload: string) => void;

export interface Notifications {
  /** Answers how to stop. A notification may be missed while the connection is lost: look from time to time as well. */
  subscribe(channel: string, listener: Heard): () => void;
}

const reconnectMs = 1000;

/** `pool`: of the database itself; a pooler in front of it hears nothing. */
export function createNotifications(pool: Pick<pg.Pool, "connect">): Notifications {
  const listeners = new Map<string, Set<Heard>>();
  let client: pg.PoolClient | null = null;
  let connecting = false;
  let timer: NodeJS.Timeout | undefined;

  const anybody = (): boolean => [...listeners.values()].some(({ size }) => size > 0);

  async function connect(): Promise<void> {
    if (client || connecting || !anybody()) return;
    connecting = true;
    try {
      const connected = await pool.connect();
      const lost = (): void => {
        if (client !== connected) return;
        client = null;
        connected.release(true);
        reconnectLater();
      };
      connected.on("error", lost);
      connected.on("end", lost);
      connected.on("notification", ({ channel, payload = "" }) => {
        for (const listener of [...(listeners.get(channel) ?? [])]) listener(payload);
      });
      client = connected;
      for (const channel of listeners.keys()) await listenOn(connected, channel);
    } catch {
      disconnect();
      reconnectLater();
    } finally {
      connecting = false;
    }
    if (!anybody()) disconnect();
  }

  function reconnectLater(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void connect(), reconnectMs);
    timer.unref();
  }

  // Never given back to the pool: it still listens.
  function disconnect(): void {
    const leaving = client;
    client = null;
    leaving?.removeAllListeners("notification");
    leaving?.release(true);
  }

  return {
    subscribe: (channel, listener) => {
      const ofChannel = listeners.get(channel) ?? new Set();
      listeners.set(channel, ofChannel.add(listener));
      if (client && ofChannel.size === 1) listenOn(client, channel).catch(() => disconnect());
      else void connect();
      return () => {
        ofChannel.delete(listener);
        if (!connecting && !anybody()) disconnect();
      };
    },
  };
}

/** Channels are named by us, and quoted all the same. */
const listenOn = (client: pg.PoolClient, channel: string) => client.query(`listen "${channel.replaceAll('"', '""')}"`);
