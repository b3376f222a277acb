/** Sessions of the demo's people, made by the service's own sign-in. */
import { openClient, take } from "../../../../e2e/people/client.ts";
import type { OutsideWorld } from "../../../../e2e/people/outside-world.ts";
import { signInStaff } from "../../../../e2e/people/staff.ts";
import type { SeededPerson } from "../seed/people/people-file.ts";

/** Signs staff in, or returns the session of an earlier click while it is valid: a one-time code works once. */
export function createStaffSignIn(url: string): (username: string) => Promise<string> {
  const tokens = new Map<string, string>();
  const isValid = async (token: string): Promise<boolean> => {
    const client = openClient(url);
    client.signInAs(token);
    return (await client.call("readStaffAccount", {})).ok;
  };
  return async (username) => {
    const existing = tokens.get(username);
    if (existing !== undefined && (await isValid(existing))) return existing;
    const token = (await signInStaff(url, username)).token() ?? "";
    tokens.set(username, token);
    return token;
  };
}

/** Signs the person in with WeChat. The visitor made every sign-in of this person, so none is reported as new. */
export async function signInPerson(
  url: string,
  world: OutsideWorld,
  { userId }: SeededPerson,
): Promise<string> {
  const client = openClient(url);
  const code = await world.wechatCode("login", userId);
  const { token } = await take(client.call("signInWithWechat", { body: { code } }));
  client.signInAs(token);
  const { sessions } = await take(client.call("listAccountSessions", {}));
  const seenUntil = sessions
    .map(({ createdAt }) => createdAt)
    .sort()
    .at(-1);
  if (seenUntil !== undefined)
    await take(client.call("acknowledgeAccountSessions", { body: { seenUntil } }));
  return token;
}
