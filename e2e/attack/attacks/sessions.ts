/** Tokens that are over, made up, or in the wrong place. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { take } from "../../people/client.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { ask, asPerson, expectRefused } from "../ask.ts";
import type { Attack } from "../attack-kinds.ts";
import { expectLogged } from "../logged.ts";

export const sessionAttacks: readonly Attack[] = [
  {
    name: "a session after signing out and after its time, a token in the address, a token that was made up",
    must: "401 each time, in the log without the token; a token in an address is none",
    run: async ({ product, addStudent }) => {
      const { url } = product;
      const { client, collectionId } = await addStudent();
      const path = `/v1/collections/${collectionId}/status`;
      const token = client.token() ?? "";
      for (const name of ["token", "access_token", "authorization", "session", "sessionToken"]) {
        for (const value of [token, `Bearer ${token}`]) {
          const answer = await ask(url, `${path}?${name}=${encodeURIComponent(value)}`);
          assert.notEqual(answer.status, 200, name);
        }
      }
      const cookie = await ask(url, path, { headers: { cookie: `gradphoto-staff=${token}` } });
      expectRefused(cookie, "a student's token as a cookie", "401 session-missing");
      const madeUp = await ask(url, path, { headers: { authorization: `Bearer ${"A".repeat(43)}` } });
      expectRefused(madeUp, "made up", "401 session-expired");
      assert.equal((await ask(url, path, { headers: asPerson(client) })).status, 200);
      await take(client.call("signOut", {}));
      expectRefused(await ask(url, path, { headers: asPerson(client) }), "after signing out", "401 session-expired");
      const late = await addStudent();
      const ofLate = { headers: asPerson(late.client) };
      assert.equal((await ask(url, `/v1/collections/${late.collectionId}/status`, ofLate)).status, 200);
      const sha256 = createHash("sha256")
        .update(late.client.token() ?? "")
        .digest("hex");
      await inProductDatabase(product, (database) =>
        database.query("update sessions set expires_at = now() - interval '1 second' where token_sha256 = $1", [
          sha256,
        ]),
      );
      const after = await ask(url, `/v1/collections/${late.collectionId}/status`, ofLate);
      expectRefused(after, "after its time", "401 session-expired");
      await expectLogged(product, "/v1/collections/:collectionId/status", 401);
      assert.ok(!product.log().includes(token), "the token stands in the log");
      return "10 addresses with a token, a cookie, a made-up one, an ended one, one after its time: refused";
    },
  },
];
