/** Setting of every step of the mini-program: people, phones, and a connection that can be cut. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import type { OutsideWorld, WechatPerson } from "../people/outside-world.ts";
import type { Product } from "../product/start-product.ts";
import type { Reviewers } from "../story/review.ts";
import type { Wechat, Wechats } from "./wechat.ts";

/** The connection between phone and product, which can be cut during a request. */
export interface Connection {
  /** Address of the product behind it. */
  readonly url: string;
  readonly cut: () => void;
  readonly repair: () => void;
  readonly close: () => void;
}

export async function openConnection(productUrl: string): Promise<Connection> {
  const { hostname, port } = new URL(productUrl);
  const sockets = new Set<Socket>();
  let isCut = false;
  const hold = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    hold(near);
    if (isCut) return void near.destroy();
    const far = hold(connect(Number(port), hostname));
    near.pipe(far).pipe(near);
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const own = server.address();
  if (own === null || typeof own === "string") throw new Error("The connection has no port");
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${own.port}`,
    cut: () => {
      isCut = true;
      endAll();
    },
    repair: () => {
      isCut = false;
    },
    close: () => {
      endAll();
      server.close();
    },
  };
}

export interface Setting {
  readonly product: Product;
  readonly connection: Connection;
  readonly world: OutsideWorld;
  readonly wechats: Wechats;
  readonly person: WechatPerson;
  /** The student's phone. */
  readonly wechat: Wechat;
  readonly reviewers: Reviewers;
}

/** Runs one step. Later steps depend on it. */
export type Step = (name: string, work: () => Promise<void>) => Promise<void>;
