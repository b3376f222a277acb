/** A student with a WeChat account and a phone number, who does what a student does over HTTP. */
import type { RouteAnswer, Transport } from "@gradphoto/domain/client";
import { openClient, type PersonClient, take } from "./client.ts";
import type { ChsiStudent, OutsideWorld, WechatPerson } from "./outside-world.ts";

export interface Student {
  readonly person: WechatPerson;
  readonly client: PersonClient;
}

/** With a WeChat account, signed in, phone number given. */
export async function signIn(world: OutsideWorld, url: string, transport?: Transport<Blob>): Promise<Student> {
  const person = await world.addPerson();
  const client = openClient(url, transport);
  const session = await take(
    client.call("signInWithWechat", { body: { code: await world.wechatCode("login", person.id) } }),
  );
  client.signInAs(session.token);
  await take(client.call("bindWechatPhone", { body: { code: await world.wechatCode("phone", person.id) } }));
  return { person, client };
}

export type Project = RouteAnswer<"readOpenProject">;

/** The open project of the school with this name, and a student at CHSI who fits it. */
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

/** Digits or letters, as the student would type them. */
export const lastFourOf = ({ idNumber }: ChsiStudent): string => idNumber.replace(/[()（）]/g, "").slice(-4);
