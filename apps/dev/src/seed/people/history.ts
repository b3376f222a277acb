/** Context of the demo's history: the service, the outside systems, and signed-in clients on the history's clock. */
import type { Client } from "@gradphoto/domain/client";
import type { InProcessService } from "@gradphoto/server/in-process";
import { openClient, type PersonClient, take } from "../../../../../e2e/people/client.ts";
import type { OutsideWorld } from "../../../../../e2e/people/outside-world.ts";
import { signInStaff } from "../../../../../e2e/people/staff.ts";
import type { HistoryClock } from "./history-clock.ts";
import type { PeopleFile, SeededPerson } from "./people-file.ts";

export interface History {
  readonly service: InProcessService;
  readonly world: OutsideWorld;
  /** Address of the running sandbox. */
  readonly sandboxUrl: string;
  readonly clock: HistoryClock;
  readonly people: PeopleFile;
  /** Adds a student to the file of people. */
  readonly storeStudent: (key: string, person: SeededPerson) => void;
  /** Client of a student who is in the file of people. */
  readonly studentOf: (key: string) => Promise<Student>;
  /** Client of a staff member with a session that is valid now. */
  readonly staffOf: (username: string) => Promise<PersonClient>;
}

export interface Student {
  readonly client: PersonClient;
  readonly call: Client<Blob>;
  readonly collectionId: string;
  readonly params: { readonly collectionId: string };
}

const minuteMs = 60_000;
/** Idle time after which a session is replaced, less than the service's limit. */
const maxIdleMs = { staff: 20 * minuteMs, student: 24 * 60 * minuteMs } as const;
/** A one-time code is accepted once, and is valid for half a minute. */
const codeMinutes = 1;

interface HistoryDeps extends Omit<History, "studentOf" | "staffOf" | "storeStudent"> {
  readonly save: () => void;
}

export function openHistory({ save, ...deps }: HistoryDeps): History {
  const { service, clock, people } = deps;
  /** Caches the sessions of one kind of people. */
  const sessions = <Session>(idleMs: number, signIn: (key: string) => Promise<Session>) => {
    const cached = new Map<
      string,
      { readonly session: Promise<Session>; readonly usedMs: number }
    >();
    return (key: string): Promise<Session> => {
      const usedMs = clock.now().getTime();
      const existing = cached.get(key);
      const session =
        existing && usedMs - existing.usedMs < idleMs ? existing.session : signIn(key);
      cached.set(key, { session, usedMs });
      return session;
    };
  };
  return {
    ...deps,
    storeStudent: (key, person) => {
      people.students[key] = person;
      save();
    },
    studentOf: sessions(maxIdleMs.student, (key) => signInStudent(deps, key)),
    staffOf: sessions(maxIdleMs.staff, (username) => {
      clock.advance(codeMinutes);
      return signInStaff(service.url, username, { now: clock.now });
    }),
  };
}

async function signInStudent(
  { service, world, people }: Pick<History, "service" | "world" | "people">,
  key: string,
) {
  const person = people.students[key];
  if (!person) throw new Error(`The demo has no student ${key}`);
  const { collectionId, userId } = person;
  const client = openClient(service.url);
  const code = await world.wechatCode("login", userId);
  client.signInAs((await take(client.call("signInWithWechat", { body: { code } }))).token);
  return { client, call: client.call, collectionId, params: { collectionId } };
}
