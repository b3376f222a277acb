/** Requests as fast as a server answers them, over connections that stay open: the same for every server that is compared. */
import { Pool } from "undici";
import { type Figures, measure } from "../measure.ts";

export interface Target {
  readonly url: string;
  /** For the request of this number. */
  readonly request: (number: number) => { readonly path: string; readonly headers: Readonly<Record<string, string>> };
}

/** Throws at the first answer that is not 200. */
export async function loadFor(ms: number, concurrency: number, { url, request }: Target): Promise<Figures> {
  const pool = new Pool(url, { connections: concurrency, pipelining: 1 });
  try {
    return await measure({ concurrency, goesOn: (_, elapsedMs) => elapsedMs < ms }, async (number) => {
      const { statusCode, body } = await pool.request({ method: "GET", ...request(number) });
      const answer = await body.text();
      if (statusCode !== 200) throw new Error(`${statusCode}: ${answer.slice(0, 300)}`);
    });
  } finally {
    await pool.close();
  }
}
