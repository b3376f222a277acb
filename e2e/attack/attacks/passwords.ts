/** Passwords that whoever guesses tries first. */
import { openClient, refusal, take } from "../../people/client.ts";
import { confirmAccount } from "../../people/staff.ts";
import type { Attack } from "../attack-kinds.ts";

const known = ["1qaz2wsx3edc", "q1w2e3r4t5y6", "Monkey-2026-11", "123456789qwe!!"];
const guessed = ["gradphoto-2026", "customer-service", "short"];

export const passwordAttacks: readonly Attack[] = [
  {
    name: "a password that everybody knows",
    against: ["known-passwords"],
    must: "leaked ones, those with a year behind them, and names of product and role are refused; unrelated words are taken",
    run: async ({ product: { url }, staff }) => {
      const operator = await staff("operator");
      const username = `known-${Date.now() % 1_000_000}`;
      const body = { username, name: "测试新人", role: "service" as const };
      const { initialPassword } = await take(operator.call("createStaff", { body }));
      await confirmAccount(await staff("operator-2"), username);
      const person = openClient(url);
      const session = await take(person.call("staffSignIn", { body: { username, password: initialPassword } }));
      person.signInAs(session.token);
      const choose = (newPassword: string) =>
        person.call("changePassword", { body: { password: initialPassword, newPassword } });
      for (const one of known) await refusal(choose(one), "password-known");
      for (const one of guessed) await refusal(choose(one), "password-too-weak");
      await take(choose("kettle meadow seven harbour"));
      return `${known.length} known and ${guessed.length} guessed ones refused`;
    },
  },
];
