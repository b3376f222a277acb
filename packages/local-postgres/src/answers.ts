/** Checks whether a starting PostgreSQL server accepts connections. */
import pg from "pg";

/** Error codes of a server that does not listen, starts, recovers or shuts down. */
const notNow = new Set(["ENOENT", "ECONNREFUSED", "ECONNRESET", "57P03"]);

/** Throws errors that a retry cannot fix, such as a wrong password. */
export async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && notNow.has(String(error.code))) return false;
    if (error instanceof Error && error.message === "Connection terminated unexpectedly") return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
