/** The line between the phone and the product, which can be cut while something is on its way. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface Line {
  /** Of the product, by this line. */
  readonly url: string;
  /** Ends what is on its way, and lets nothing through until it is mended. */
  readonly cut: () => void;
  readonly repair: () => void;
  readonly close: () => void;
}

export async function openLine(productUrl: string): Promise<Line> {
  const { hostname, port } = new URL(productUrl);
  const ends = new Set<Socket>();
  let whole = true;
  const keep = (end: Socket): Socket => {
    ends.add(end);
    end.on("error", () => end.destroy());
    end.on("close", () => ends.delete(end));
    return end;
  };
  const server = createServer((near) => {
    keep(near);
    if (!whole) return void near.destroy();
    const far = keep(connect(Number(port), hostname));
    near.pipe(far).pipe(near);
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const own = server.address();
  if (own === null || typeof own === "string") throw new Error("The line has no port");
  const endAll = (): void => {
    for (const end of ends) end.destroy();
  };
  return {
    url: `http://127.0.0.1:${own.port}`,
    cut: () => {
      whole = false;
      endAll();
    },
    repair: () => {
      whole = true;
    },
    close: () => {
      endAll();
      server.close();
    },
  };
}
