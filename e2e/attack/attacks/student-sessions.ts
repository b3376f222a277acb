/** A session on a telephone that was lost. */
import assert from "node:assert/strict";
import { pathOf } from "@gradphoto/domain";
import { openClient, refusal, take } from "../../people/client.ts";
import type { Attack } from "../attack-kinds.ts";

export const studentSessionAttacks: readonly Attack[] = [
  {
    name: "a student's session on a telephone that was lost",
    against: ["student-sessions"],
    must: "the other device is told of it and ends it; it opens nothing then, and never took data out without the last four",
    run: async ({ product: { url }, world, addStudent }) => {
      const owner = await addStudent();
      const lost = openClient(url);
      const code = await world.wechatCode("login", owner.person.id);
      lost.signInAs((await take(lost.call("signInWithWechat", { body: { code } }))).token);
      await take(lost.call("readCollection", { params: { collectionId: owner.collectionId } }));
      const { sessions } = await take(owner.client.call("listAccountSessions", {}));
      const others = sessions.filter(({ current }) => !current);
      assert.equal(others.length, 1);
      assert.ok(others[0]?.isNews, "the new device is not told");
      const params = { accountSessionId: others[0]?.accountSessionId ?? "" };
      await refusal(lost.call("exportMyData", {}), "identity-proof-needed");
      const headers = { authorization: `Bearer ${lost.token()}` };
      const zip = await fetch(new URL(pathOf("downloadMyData", {}, { language: "zh" }), url), { headers });
      assert.equal(zip.status, 403, "the ZIP of all pictures came without the last four");
      await take(owner.client.call("endAccountSession", { params }));
      await refusal(lost.call("readAccount", {}), "session-expired");
      return "told as new, kept from the export, ended: session-expired";
    },
  },
];
