/** Addresses and tokens in hands that they were not made for. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type PersonClient, take } from "../../people/client.ts";
import { goodPhoto } from "../../people/photos.ts";
import { signInStaff } from "../../people/staff.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { ask, asPerson, expectRefused } from "../ask.ts";
import type { Attack } from "../attack-kinds.ts";
import { expectLogged } from "../logged.ts";
import { judged, send } from "../photos.ts";

/** Another letter in the middle of the token. */
const forged = (path: string): string => {
  const at = path.length - 20;
  return `${path.slice(0, at)}${path[at] === "A" ? "B" : "A"}${path.slice(at + 1)}`;
};

/** 200 for its session alone. */
async function expectBound(url: string, path: string, owner: PersonClient, other: PersonClient): Promise<string> {
  const headers = asPerson(owner);
  assert.equal((await ask(url, path, { headers })).status, 200);
  expectRefused(await ask(url, path), "alone", "401 session-missing");
  const others = await ask(url, path, { headers: asPerson(other) });
  assert.ok([403, 404].includes(others.status), `another's session: ${others.status}`);
  expectRefused(await ask(url, forged(path), { headers }), "forged", "404 not-found");
  await take(owner.call("signOut", {}));
  expectRefused(await ask(url, path, { headers }), "after signing out", "401 session-expired");
  return `200 for its session alone; 401, ${others.status}, 404, 401`;
}

export const sessionAttacks: readonly Attack[] = [
  {
    name: "the addresses of a picture and of an export: alone, with another session, forged, after their session",
    against: ["picture-link", "export-link"],
    must: "401 without a session, 404 for any other and for a forged one, 401 once it has ended",
    run: async ({ product: { url }, addStudent, staff }) => {
      const [owner, other] = [await addStudent(), await addStudent()];
      const { attemptId } = await take(send(owner.client, owner.collectionId, goodPhoto()));
      const { result } = await judged(owner, attemptId);
      assert.ok(result, "the photo has no address");
      const picture = await expectBound(url, result.url, owner.client, other.client);
      const auditor = await signInStaff(url, "auditor");
      const body = { kind: "audit", format: "csv", language: "zh", filters: {} } as const;
      const made = await take(auditor.call("startExport", { body }));
      assert.ok(made.url, "the export has no address");
      const file = await expectBound(url, made.url.replace(url, ""), auditor, await staff("finance-1"));
      return `picture: ${picture}; export: ${file}`;
    },
  },
  {
    name: "a session after signing out and after its time, a token in the address, a token that was made up",
    against: ["session-goes-on", "token-in-query"],
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
