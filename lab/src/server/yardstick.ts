/**
 * Reference server for the status reads of `lab api`, on the same database: bare Fastify, and Fastify with one
 * prepared SELECT. Prints its address. Exits when its standard input closes.
 */
import fastify from "fastify";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const text = "select id, state, created_at, updated_at from collections where id = $1";

const app = fastify();
app.get("/bare", () => ({ ok: true }));
app.get<{ Params: { id: string } }>("/select/:id", async ({ params }, reply) => {
  const { rows } = await pool.query({ name: "yardstick", text, values: [params.id] });
  return rows[0] ?? reply.code(404).send({});
});
process.stdout.write(`${await app.listen({ host: "127.0.0.1", port: 0 })}\n`);
process.stdin.resume().on("end", async () => {
  await app.close();
  await pool.end();
});
