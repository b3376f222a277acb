/** Invalid session tokens, and one operator where two are needed. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { openClient, refusal, take } from "../../people/client.ts";
import { confirmAccount } from "../../people/staff.ts";
import { inProductDatabase } from "../../product/product-database.ts";
import { type Answered, type Attack, ask, asPerson, expectLogged } from "../target.ts";

function expectRefused({ status, code }: Answered, what: string, wanted: string): void {
  assert.equal(`${status} ${code}`.trim(), wanted, what);
}

export const sessionAttacks: readonly Attack[] = [
  {
    name: "a session after sign-out and after its expiry, a token in the address, an invented token",
    must: "401 each time, with a log line without the token; a token in an address does not count",
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
      const madeUp = await ask(url, path, {
        headers: { authorization: `Bearer ${"A".repeat(43)}` },
      });
      expectRefused(madeUp, "made up", "401 session-expired");
      assert.equal((await ask(url, path, { headers: asPerson(client) })).status, 200);
      await take(client.call("signOut", {}));
      expectRefused(
        await ask(url, path, { headers: asPerson(client) }),
        "after signing out",
        "401 session-expired",
      );
      const late = await addStudent();
      const ofLate = { headers: asPerson(late.client) };
      assert.equal(
        (await ask(url, `/v1/collections/${late.collectionId}/status`, ofLate)).status,
        200,
      );
      const sha256 = createHash("sha256")
        .update(late.client.token() ?? "")
        .digest("hex");
      await inProductDatabase(product, (database) =>
        database.query(
          "update sessions set expires_at = now() - interval '1 second' where token_sha256 = $1",
          [sha256],
        ),
      );
      const after = await ask(url, `/v1/collections/${late.collectionId}/status`, ofLate);
      expectRefused(after, "after its time", "401 session-expired");
      await expectLogged(product, "/v1/collections/:collectionId/status", 401);
      assert.ok(!product.log().includes(token), "the token is in the log");
      return "10 addresses with a token, a cookie, an invented, an ended and an expired token: refused";
    },
  },
];

export const fourEyesAttacks: readonly Attack[] = [
  {
    name: "one operator creates a school administrator, who could export complete names",
    must: "the account cannot sign in until another operator confirms it",
    run: async ({ staff, product: { url } }) => {
      const maker = await staff("operator");
      const username = `alone-${Date.now() % 1_000_000}`;
      const body = {
        username,
        name: "测试新人",
        role: "school-admin",
        schoolCode: "10559",
      } as const;
      const { initialPassword, member } = await take(maker.call("createStaff", { body }));
      const signIn = () =>
        openClient(url).call("staffSignIn", { body: { username, password: initialPassword } });
      await refusal(signIn(), "staff-unconfirmed");
      const seenAt = member.unconfirmed?.at ?? "";
      const confirming = { params: { staffId: member.staffId }, body: { seenAt } };
      await refusal(maker.call("confirmStaff", confirming), "staff-second-operator-needed");
      await confirmAccount(await staff("operator-2"), username);
      await take(signIn());
      return "refused until a second operator confirmed";
    },
  },
];
