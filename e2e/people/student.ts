/** A student with a WeChat account and a phone number, as a client over HTTP. */
import type { RouteAnswer, Transport } from "@gradphoto/domain/client";
import { openClient, type PersonClient, take } from "./client.ts";
import type { ChsiStudent, OutsideWorld, WechatPerson } from "./outside-world.ts";

export interface Student {
  readonly person: WechatPerson;
  readonly client: PersonClient;
}

/** Signs a new person in with WeChat and gives the phone number. */
export async function signIn(
  world: OutsideWorld,
  url: string,
  transport?: Transport<Blob>,
): Promise<Student> {
  const person = await world.addPerson();
  const client = openClient(url, transport);
  const session = await take(
    client.call("signInWithWechat", { body: { code: await world.wechatCode("login", person.id) } }),
  );
  client.signInAs(session.token);
  await take(
    client.call("bindWechatPhone", { body: { code: await world.wechatCode("phone", person.id) } }),
  );
  return { person, client };
}

export type Project = RouteAnswer<"readOpenProject">;

/** Finds the open project of the school, and adds a student of it at CHSI. */
export async function findProject(
  { client }: Student,
  world: OutsideWorld,
  wanted: { readonly query: string; readonly category: string },
): Promise<{ project: Project; chsi: ChsiStudent }> {
  const { schools } = await take(client.call("findSchools", { query: { query: wanted.query } }));
  const school = schools[0];
  if (!school) throw new Error(`No school is found for ${wanted.query}`);
  const params = { schoolCode: school.schoolCode, category: wanted.category };
  const project = await take(client.call("readOpenProject", { params }));
  const chsi = await world.addStudent({
    schoolCode: school.schoolCode,
    schoolName: school.name,
    category: wanted.category,
    graduationYear: project.graduationYear,
  });
  return { project, chsi };
}

/** Has the student's code read and proves it by the last four characters of the ID number. */
export async function verifyCode({ client }: Student, world: OutsideWorld, chsi: ChsiStudent) {
  const text = await world.codeText({ studentId: chsi.id });
  const { readingId } = await take(client.call("readCode", { body: { text } }));
  const verified = await take(
    client.call("verifyCode", { body: { readingId, lastFour: lastFourOf(chsi) } }),
  );
  return { readingId, project: verified.project };
}

/** Returns digits or letters, as the student would type them. */
export const lastFourOf = ({ idNumber }: ChsiStudent): string =>
  idNumber.replace(/[()（）]/g, "").slice(-4);
