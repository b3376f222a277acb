/** One operator alone where two are needed. */
import { openClient, refusal, take } from "../../people/client.ts";
import { confirmAccount } from "../../people/staff.ts";
import type { Attack } from "../attack-kinds.ts";

export const fourEyesAttacks: readonly Attack[] = [
  {
    name: "a school's administrator made by one operator alone, who would export whole names",
    must: "it cannot sign in, its maker cannot confirm it; it opens once another operator confirmed",
    run: async ({ staff, product: { url } }) => {
      const maker = await staff("operator");
      const username = `alone-${Date.now() % 1_000_000}`;
      const body = { username, name: "测试新人", role: "school-admin", schoolCode: "10559" } as const;
      const { initialPassword, member } = await take(maker.call("createStaff", { body }));
      const signIn = () => openClient(url).call("staffSignIn", { body: { username, password: initialPassword } });
      await refusal(signIn(), "staff-unconfirmed");
      const seenAt = member.unconfirmed?.at ?? "";
      const confirming = { params: { staffId: member.staffId }, body: { seenAt } };
      await refusal(maker.call("confirmStaff", confirming), "staff-second-operator-needed");
      await confirmAccount(await staff("operator-2"), username);
      await take(signIn());
      return "kept out until a second operator confirmed";
    },
  },
];
