/** Staff of the demo, signed in with password and one-time code. */
import type { Transport } from "@gradphoto/domain/client";
import { TOTP } from "otpauth";
import { openClient, type PersonClient, plainTransport, take } from "./client.ts";
import { waitUntil } from "./wait-until.ts";

/** Credentials of all demo staff; apps/dev seeds them. */
export const demoStaff = {
  password: "development-password",
  totp: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
};

interface StaffSignIn {
  readonly browserId?: string;
  readonly transport?: Transport<Blob>;
  /** The service's clock. */
  readonly now?: () => Date;
}

export async function signInStaff(
  url: string,
  username: string,
  { browserId, transport = plainTransport, now = () => new Date() }: StaffSignIn = {},
): Promise<PersonClient> {
  const client = openClient(url, transport);
  const signIn = (oneTimeCode: string) =>
    client.call("staffSignIn", {
      body: { username, password: demoStaff.password, oneTimeCode, browserId },
    });
  const isRefused = (answer: Awaited<ReturnType<typeof signIn>>): boolean =>
    !answer.ok && answer.problem.code === "staff-sign-in-refused";
  // Each code is accepted once, and the next one is accepted already.
  const nextCode = (): string => codeAt(new Date(now().getTime() + codeStepMs));
  let answer = await signIn(codeAt(now()));
  const code = nextCode();
  if (isRefused(answer)) answer = await signIn(code);
  if (isRefused(answer)) answer = await signIn(await codeAfter(code, nextCode));
  client.signInAs((await take(Promise.resolve(answer))).token);
  return client;
}

/** Confirms another operator's change of an account. */
export async function confirmAccount(operator: PersonClient, username: string): Promise<void> {
  const { staff } = await take(
    operator.call("listStaff", { query: { text: username, limit: 10 } }),
  );
  const member = staff.find((one) => one.username === username);
  const seenAt = member?.unconfirmed?.at ?? "";
  await take(
    operator.call("confirmStaff", { params: { staffId: member?.staffId ?? "" }, body: { seenAt } }),
  );
}

/** Signs in again, because a new post ends the sessions of its holder. */
export async function signInAgain(
  url: string,
  client: PersonClient,
  username: string,
): Promise<void> {
  client.signInAs((await signInStaff(url, username)).token() ?? "");
}

const codeAt = (time: Date): string =>
  new TOTP({ secret: demoStaff.totp }).generate({ timestamp: time.getTime() });

const codeAfter = (code: string, nextCode: () => string): Promise<string> =>
  waitUntil(
    "the next one-time code",
    async () => nextCode(),
    (next) => next !== code,
    codeMs,
  );

const codeStepMs = 30_000;
/** Timeout for the next one-time code, longer than one code is valid. */
const codeMs = 40_000;
