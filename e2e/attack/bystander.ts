/** Paying students of other accounts who read their status all the time, in a process of their own: what an attack costs those who do nothing. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "zod";
import { headersOf, statusPath } from "../bench/api/requests.ts";
import { quantile } from "../bench/measure.ts";
import type { ShootingStudent } from "../people/shooting-student.ts";
import { root } from "../product/start-product.ts";

export interface Waited {
  readonly reads: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly worstMs: number;
  /** Statuses other than 200, and broken connections. */
  readonly refused: readonly string[];
}

export interface Bystander {
  /** Since it was asked last. */
  readonly waited: () => Promise<Waited>;
  readonly stop: () => void;
}

const told = z.object({ waits: z.array(z.number()), refused: z.array(z.string()) });

export function startBystander(url: string, students: readonly ShootingStudent[]): Bystander {
  const readers = students.map((student) => ({ path: statusPath(student), headers: headersOf(student) }));
  const child = fork(join(root, "e2e", "attack", "read-status.ts"), [JSON.stringify({ url, readers })]);
  return {
    waited: async () => {
      child.send("waited");
      const [message] = await once(child, "message");
      const { waits, refused } = told.parse(message);
      const [medianMs, p99Ms, worstMs] = [0.5, 0.99, 1].map((part) => quantile(waits, part));
      return { reads: waits.length, medianMs: medianMs ?? 0, p99Ms: p99Ms ?? 0, worstMs: worstMs ?? 0, refused };
    },
    stop: () => {
      if (child.connected) child.disconnect();
    },
  };
}
