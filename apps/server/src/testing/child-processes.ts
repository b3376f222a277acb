/** Child processes of tests and benchmarks: their environment, and sandboxes that are controlled over HTTP. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** Complete environment of a program started by a test. The compile cache halves its start time. */
export const childEnvironment = {
  PATH: process.env.PATH,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
};

const program = fileURLToPath(
  new URL("../../../sandbox/src/testing/serve-sandboxes.ts", import.meta.url),
);

const ready = z.object({ ready: z.url() });
const settings = z.object({
  wechat: z.object({
    miniProgram: z.object({ appid: z.string(), secret: z.string() }),
    officialAccount: z.object({ appid: z.string(), secret: z.string() }),
  }),
  sms: z.object({ key: z.string() }),
  chsi: z.object({ key: z.string(), lastFourKey: z.string() }),
  registry: z.object({ key: z.string() }),
});
const people = z.array(z.object({ id: z.string(), phone: z.string() }));
const person = people.element;
const messages = z.array(z.object({ phone: z.string(), code: z.string() }));
const code = z.object({ code: z.string() });

export interface Sandbox {
  readonly url: string;
  readonly settings: z.output<typeof settings>;
  /** Calls the control API, as listed in apps/sandbox/README.md, and returns the JSON of the answer. */
  control(
    method: "GET" | "POST" | "PATCH" | "DELETE",
    path: string,
    body?: object,
  ): Promise<unknown>;
  addPerson(): Promise<z.output<typeof person>>;
  /** Creates a new WeChat code; with scope snsapi_userinfo it includes the unionid. */
  wechatCode(kind: "login" | "phone" | "oauth", userId: string): Promise<string>;
  /** Returns the code of the latest message to the phone. */
  smsCode(phone: string): Promise<string>;
  orderFault(target: string, kind: string, times?: number): Promise<void>;
}

export interface SandboxProcess extends Sandbox {
  stop(): Promise<void>;
}

interface Serving {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
}

let serving: Serving | null = null;

/**
 * Starts the child process. It exits when this process ends, because the IPC channel closes. It does not keep this
 * process alive.
 */
function startServing(): Serving {
  const child = spawn(process.execPath, [program], {
    env: childEnvironment,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.unref();
  return { child, ended: once(child, "exit") };
}

async function open(): Promise<{ child: ChildProcess; url: string }> {
  if (!serving?.child.connected) serving = startServing();
  const { child, ended } = serving;
  child.channel?.ref();
  child.send("open");
  const [text] = await Promise.race([once(child, "message"), ended.then(() => [])]);
  child.channel?.unref();
  const reported = ready.safeParse(text);
  if (!reported.success) throw new Error("The sandbox did not start; its words are above");
  return { child, url: reported.data.ready };
}

/** Starts are sequential, because a message contains no reference to its request. */
let last: Promise<unknown> = Promise.resolve();

/** Starts a sandbox on a free port, with its own books. One child process runs all sandboxes of this process. */
export async function runSandbox(): Promise<SandboxProcess> {
  const opened = last.then(open, open);
  last = opened;
  const { child, url } = await opened;
  // The end is not awaited. The books exist only in memory, and an unanswered notification would delay it.
  const stop = async (): Promise<void> => {
    if (child.connected) child.send(url);
  };

  const control: Sandbox["control"] = async (method, path, body) => {
    const sent = body && {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    const response = await fetch(`${url}/control${path}`, { method, ...sent });
    if (!response.ok) throw new Error(`The sandbox refuses ${path}: ${await response.text()}`);
    return response.json();
  };
  return {
    url,
    stop,
    settings: settings.parse(await control("GET", "/settings")),
    control,
    addPerson: async () => person.parse(await control("POST", "/wechat/users", {})),
    wechatCode: async (kind, userId) =>
      code.parse(await control("POST", `/wechat/${kind}-code`, { userId })).code,
    smsCode: async (phone) => {
      const sent = messages.parse(await control("GET", `/sms/messages?phone=${phone}`));
      return sent.at(-1)?.code ?? "";
    },
    orderFault: async (target, kind, times = 1) => {
      await control("POST", "/faults", { target, kind, times });
    },
  };
}
