/**
 * Measures the API's CPU time for 300 students who wait for their photos: with the event stream, and with polling
 * every two seconds.
 */
import { setMaxListeners } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { Pool } from "undici";
import type { ShootingStudent } from "../../../e2e/people/shooting-student.ts";
import { headersOf, statusPath } from "../../../e2e/people/shooting-student.ts";
import { childPid, statOf } from "../../../e2e/product/processes.ts";
import type { Product } from "../../../e2e/product/start-product.ts";

const students = 300;
const measuredMs = 20_000;
const pollEveryMs = 2000;

/** Returns the CPU time as a fraction of one core. */
export async function waitingStudents(product: Product, all: readonly ShootingStudent[]) {
  const pid = childPid(product, "api.ts");
  if (pid === null) throw new Error("The API is not running");
  const studentAt = (number: number): ShootingStudent => {
    const student = all[number % all.length];
    if (!student) throw new Error("There are no students");
    return student;
  };
  const cpuMs = (): number => statOf(pid)?.cpuMs ?? 0;
  const coresWhile = async (): Promise<number> => {
    const previous = cpuMs();
    await delay(measuredMs);
    return Math.round(((cpuMs() - previous) / measuredMs) * 1000) / 1000;
  };
  const pool = new Pool(product.url, { connections: students, pipelining: 1 });
  try {
    const leaving = new AbortController();
    setMaxListeners(students, leaving.signal);
    const streams = Array.from({ length: students }, async (_, number) => {
      const student = studentAt(number);
      const path = statusPath(student).replace(/status$/, "events");
      const { body } = await pool.request({
        method: "GET",
        path,
        headers: headersOf(student),
        signal: leaving.signal,
      });
      for await (const _piece of body) if (leaving.signal.aborted) return;
    });
    const closed = Promise.allSettled(streams);
    const byStream = await coresWhile();
    leaving.abort();
    await closed;

    let asking = true;
    const pollers = Array.from({ length: students }, async (_, number) => {
      const student = studentAt(number);
      await delay((number / students) * pollEveryMs);
      while (asking) {
        const { body } = await pool.request({
          method: "GET",
          path: statusPath(student),
          headers: headersOf(student),
        });
        await body.dump();
        await delay(pollEveryMs);
      }
    });
    const byAsking = await coresWhile();
    asking = false;
    await Promise.all(pollers);
    return { students, byStream, byAsking };
  } finally {
    await pool.destroy();
  }
}
