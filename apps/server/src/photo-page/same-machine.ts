/** Keeps other sites out: one that leads its own name to this machine, or posts to the page from elsewhere, is refused. */
import type { FastifyRequest } from "fastify";
import type { ProblemCode } from "./page-problem.ts";

const loopbackNames = ["localhost", "127.0.0.1", "[::1]"];

/** What is wrong with where the request was sent to or comes from; null when both are this machine's page. */
export function strangerProblem({ headers, method, socket }: FastifyRequest): ProblemCode | null {
  const here = loopbackNames.map((name) => `${name}:${socket.localPort}`);
  if (!here.includes(withPort(headers.host ?? ""))) return "foreign-host";
  const { origin } = headers;
  const asksOnly = method === "GET" || method === "HEAD";
  if (asksOnly || origin === undefined) return null;
  return here.some((host) => withPort(origin) === `http://${host}`) ? null : "foreign-origin";
}

/** A browser leaves out the port of plain HTTP. */
const withPort = (host: string): string => {
  const lower = host.toLowerCase();
  return /:\d+$/.test(lower) ? lower : `${lower}:80`;
};
