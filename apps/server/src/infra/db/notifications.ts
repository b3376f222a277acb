/**
 * Distributes PostgreSQL's notifications to the subscribers in this process, over one shared connection that is open
 * only while there are any.
 */
import type pg from "pg";

export type Listener = (payload: string) => void;

export interface Notifications {
  /**
   * Subscribes, and returns a function that unsubscribes. Notifications may be missed while the connection is lost, so
   * subscribers must poll as well.
   */
  subscribe(channel: string, listener: Listener): () => void;
}

const reconnectMs = 1000;

/**
 * Creates the distributor. The connections of `pool` must be direct, because a pooler does not forward notifications.
 */
export function createNotifications(pool: Pick<pg.Pool, "connect">): Notifications {
  const listeners = new Map<string, Set<Listener>>();
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

  // Closes the connection. It is not returned to the pool, because it still listens.
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

/** Starts to listen. Channel names come from our code; they are quoted as a precaution. */
const listenOn = (client: pg.PoolClient, channel: string) =>
  client.query(`listen "${channel.replaceAll('"', '""')}"`);
