/** External systems and their people, through the sandbox's control API. */
import { z } from "zod";

const person = z.object({ id: z.string(), phone: z.string(), name: z.string() });
const code = z.object({ code: z.string() });
const student = z.object({
  id: z.string(),
  name: z.string(),
  idNumber: z.string(),
  schoolCode: z.string(),
  category: z.string(),
  graduationYear: z.number(),
  studentNumber: z.string(),
});

export type WechatPerson = z.output<typeof person>;
export type ChsiStudent = z.output<typeof student>;

export interface OutsideWorld {
  /** Calls the control API and returns its JSON. Throws if it refuses. */
  control(
    method: "GET" | "POST" | "PATCH" | "DELETE",
    path: string,
    body?: object,
  ): Promise<unknown>;
  addPerson(): Promise<WechatPerson>;
  wechatCode(kind: "login" | "phone" | "oauth", userId: string): Promise<string>;
  addStudent(fields: object): Promise<ChsiStudent>;
  /** Returns the collection code as the picture that CHSI displays. */
  codePicture(request: object): Promise<Blob>;
  codeText(request: object): Promise<string>;
}

export function openOutsideWorld(sandboxUrl: string): OutsideWorld {
  const send = async (method: string, path: string, body?: object): Promise<Response> => {
    const sent = body && {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    const response = await fetch(`${sandboxUrl}/control${path}`, { method, ...sent });
    if (!response.ok)
      throw new Error(`The sandbox refuses ${method} ${path}: ${await response.text()}`);
    return response;
  };
  const control: OutsideWorld["control"] = async (method, path, body) =>
    (await send(method, path, body)).json();
  return {
    control,
    addPerson: async () => person.parse(await control("POST", "/wechat/users", {})),
    wechatCode: async (kind, userId) =>
      code.parse(await control("POST", `/wechat/${kind}-code`, { userId })).code,
    addStudent: async (fields) => student.parse(await control("POST", "/chsi/students", fields)),
    codePicture: async (request) => (await send("POST", "/chsi/codes.png", request)).blob(),
    codeText: async (request) =>
      z.object({ text: z.string() }).parse(await control("POST", "/chsi/codes", request)).text,
  };
}

const notices = z.array(z.object({ phone: z.string(), text: z.string() }));

type TextMessage = z.output<typeof notices>[number];

/**
 * Returns the text messages at the gateway with a link to this collection, the earliest first. Students without WeChat's
 * consent receive them.
 */
export async function textMessagesOf(
  world: OutsideWorld,
  { collectionId }: { readonly collectionId: string },
): Promise<readonly TextMessage[]> {
  const sent = notices.parse(await world.control("GET", "/sms/notices"));
  return sent.filter(({ text }) => text.includes(collectionId));
}
