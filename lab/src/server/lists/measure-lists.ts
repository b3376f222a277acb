/** Every list of the console over HTTP on a database that is full: first page, filtered page, page in the middle. */
import { routeTable } from "@gradphoto/domain";
import type pg from "pg";
import { z } from "zod";
import { wantedPages } from "./wanted-pages.ts";

export interface Figure {
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** What p95 stays under. */
  readonly limitMs: number;
}

const pageMs = 300;
const repeats = 40;

/** The whole log along its chain, as a page that waits for the verdict does. Throws an Error when it is not whole. */
export async function measureAuditCheck(
  url: string,
  token: string,
): Promise<{ readonly rows: number; readonly seconds: number }> {
  const began = performance.now();
  const answer = await fetch(`${url}${routeTable.checkAudit.path}`, { headers: { authorization: `Bearer ${token}` } });
  const events = (await answer.text()).split("\n").filter((line) => line.startsWith("data: "));
  const reported = z
    .object({ rowsChecked: z.int(), verdict: z.object({ intact: z.literal(true) }) })
    .parse(JSON.parse(events.at(-1)?.slice("data: ".length) ?? "null"));
  return { rows: reported.rowsChecked, seconds: Math.round((performance.now() - began) / 100) / 10 };
}

const share = (sorted: readonly number[], part: number): number =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) / 10;

/** By `route page`. `beforeLast`: called before one more request whose plans are worth a look. */
export async function measureLists(
  client: pg.Client,
  url: string,
  projectId: string,
  signedIn: (username: string) => Promise<string>,
  beforeLast: (name: string, ask: () => Promise<void>) => Promise<void>,
): Promise<Readonly<Record<string, Figure>>> {
  const figures: Record<string, Figure> = {};
  const wanted = await wantedPages(client, projectId);
  for (const { username, route, page, query, limitMs = pageMs } of wanted) {
    const token = await signedIn(username);
    const { method, path } = routeTable[route];
    const address = `${url}${path.replace(":projectId", projectId)}`;
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const ask = async (): Promise<void> => {
      const answer = await (method === "GET"
        ? fetch(`${address}?${new URLSearchParams(query)}`, { headers })
        : fetch(address, { method, headers, body: JSON.stringify(query) }));
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${route} ${page}: ${answer.status} ${text.slice(0, 300)}`);
    };
    const name = `${route} ${username === "operator" || username === "school-admin" ? `(${username}) ` : ""}${page}`;
    await ask();
    const times: number[] = [];
    for (let request = 0; request < repeats; request++) {
      const began = performance.now();
      await ask();
      times.push(performance.now() - began);
    }
    times.sort((one, other) => one - other);
    figures[name] = { p50Ms: share(times, 0.5), p95Ms: share(times, 0.95), limitMs };
    await beforeLast(name, ask);
  }
  return figures;
}
