/** Supervisor of the embedded database: restarts a server that was killed. */
import { setTimeout as delay } from "node:timers/promises";
import { answers, startEmbeddedPostgres, stopWithParent } from "@gradphoto/local-postgres";
import { faultFields, type Log } from "@gradphoto/server/log";

const lookEveryMs = 300;

export interface RunningDatabase {
  /** Address for the owner role, which alters tables. */
  readonly url: string;
  /** Address for the service role, which reads and writes tables. */
  readonly serviceUrl: string;
  stop(): Promise<void>;
}

/** Starts the database and keeps it running. Its addresses stay the same across restarts of the server. */
export async function runDatabase(folder: string, log: Log): Promise<RunningDatabase> {
  let server = await startEmbeddedPostgres({ folder });
  const { url, serviceUrl } = server;
  const letLive = stopWithParent(folder);
  const stopping = new AbortController();
  const { signal } = stopping;

  async function look(): Promise<void> {
    while (!signal.aborted) {
      await delay(lookEveryMs, undefined, { signal }).catch(() => undefined);
      try {
        if (signal.aborted || (await answers(url))) continue;
        server = await startEmbeddedPostgres({ folder });
        log.warn({ adopted: server.adopted }, "the database was gone and is started again");
      } catch (error) {
        log.error(faultFields(error), "the database does not restart");
      }
    }
  }
  const looking = look();
  return {
    url,
    serviceUrl,
    stop: async () => {
      stopping.abort();
      await looking;
      await server.stop();
      letLive();
    },
  };
}
