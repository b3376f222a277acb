/**
 * Compares status reads with a server that runs a single SELECT. The targets alternate, so that all meet the machine
 * in the same state.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Pool } from "undici";
import { type Figures, measure, quantile } from "../../../e2e/people/measure.ts";
import { endGently } from "../../../e2e/product/processes.ts";
import { root } from "../../../e2e/product/start-product.ts";

interface Target {
  readonly url: string;
  /** Builds the request with this number. */
  readonly request: (number: number) => {
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
  };
}

/** Sends requests for a time. Throws at the first response that is not 200. */
async function loadFor(
  ms: number,
  concurrency: number,
  { url, request }: Target,
): Promise<Figures> {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  try {
    return await measure(
      { concurrency, goesOn: (_, elapsedMs) => elapsedMs < ms },
      async (number) => {
        const { statusCode, body } = await pool.request({ method: "GET", ...request(number) });
        const answer = await body.text();
        if (statusCode !== 200) throw new Error(`${statusCode}: ${answer.slice(0, 300)}`);
      },
    );
  } finally {
    await pool.close();
  }
}

const concurrency = 16;
const turnMs = 2500;
const turns = 5;

export interface Compared {
  readonly bare: number;
  readonly select: number;
  readonly status: number;
  readonly statusP99Ms: number;
  /** Ratio of status reads to single SELECTs, median of all turns. */
  readonly ratio: number;
}

export interface Yardstick {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export async function startBaselineServer(databaseUrl: string): Promise<Yardstick> {
  const child = spawn(process.execPath, ["lab/src/server/yardstick.ts"], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [url] = await once(createInterface({ input: child.stdout }), "line");
  return { url: String(url), stop: () => endGently(child) };
}

export async function compare(
  yardstick: Yardstick,
  status: Target,
  collectionIds: readonly string[],
): Promise<Compared> {
  const targets = {
    bare: { url: yardstick.url, request: () => ({ path: "/bare", headers: {} }) },
    select: {
      url: yardstick.url,
      request: (number: number) => ({
        path: `/select/${collectionIds[number % collectionIds.length]}`,
        headers: {},
      }),
    },
    status,
  };
  const figures: Record<keyof typeof targets, Figures[]> = { bare: [], select: [], status: [] };
  for (let turn = 0; turn < turns; turn++) {
    for (const name of ["bare", "select", "status"] as const) {
      const measured = await loadFor(turnMs, concurrency, targets[name]);
      // The first turn is a warm-up.
      if (turn > 0) figures[name].push(measured);
    }
  }
  const perSecond = (name: keyof typeof targets): number =>
    quantile(
      figures[name].map((one) => one.perSecond),
      0.5,
    );
  const ratios = figures.status.map(
    (one, turn) => one.perSecond / (figures.select[turn]?.perSecond ?? 0),
  );
  return {
    bare: perSecond("bare"),
    select: perSecond("select"),
    status: perSecond("status"),
    statusP99Ms: quantile(
      figures.status.map(({ p99Ms }) => p99Ms),
      0.5,
    ),
    ratio: Math.round(quantile(ratios, 0.5) * 100) / 100,
  };
}
