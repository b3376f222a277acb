/** The demo's history: what happens on each of thirty working days, in order of time. */
import { take } from "../../../../../e2e/people/client.ts";
import type { Decision, Task } from "../../../../../e2e/people/reviewer.ts";
import type { History } from "./history.ts";
import { openDemoSiteDay } from "./site-day.ts";
import {
  addHoneypots,
  changeSettings,
  confirmRefund,
  connectSchoolSystem,
  openCase,
  review,
  startRefund,
  storeExpected,
  takeOneTask,
} from "./staff-steps.ts";
import { appealRefusal, begin, paidOrderOf, pay, shoot, stateOf, submit } from "./student-steps.ts";
import type { DemoStudent } from "./students.ts";

export interface Step {
  readonly name: string;
  readonly run: () => Promise<unknown>;
}

const historyDays = 30;

/** Students per group. Each moves the clock by two minutes, and sign-in codes expire after five. */
const atOnce = 3;
/** Minutes between two groups of students. */
const betweenMinutes = 13;
/** Longer than decisions are held. */
const holdMinutes = 6;
/** Time until the registry has answered an upload. */
const registryMinutes = 5;

export function historySteps(history: History, students: readonly DemoStudent[]): readonly Step[] {
  const days = Array.from({ length: historyDays }, (_, index) => historyDays - 1 - index);
  return days.flatMap((daysAgo) => dayOf(history, students, daysAgo));
}

function dayOf(history: History, all: readonly DemoStudent[], daysAgo: number): readonly Step[] {
  const { service, clock, people } = history;
  const students = all.filter((student) => student.daysAgo === daysAgo);
  const shooting = students.filter(({ photo, ending }) => photo && ending !== "processing");
  const studentOfTask: StudentOfTask = ({ collectionId }) =>
    all.find(({ key }) => people.students[key]?.collectionId === collectionId);
  const step = (name: string, run: () => Promise<unknown>): Step => ({
    name: `${daysAgo}-${name}`,
    run,
  });
  return [
    step("morning", async () => {
      clock.moveTo(daysAgo, 8);
      await service.runScheduled("expire-collections");
      clock.moveTo(daysAgo, 10.5);
      await service.runScheduled("open-bill-days");
      await service.runScheduled("sum-up-ledger");
      await service.runDueJobs();
    }),
    step("students", async () => {
      clock.moveTo(daysAgo, 11);
      for (let first = 0; first < students.length; first += atOnce) {
        const group = students.slice(first, first + atOnce);
        await Promise.all(group.map((student) => bringToPayment(history, student)));
        clock.advance(daysAgo === 0 ? 1 : betweenMinutes);
      }
      await service.runDueJobs();
    }),
    step("photos", async () => {
      clock.moveTo(daysAgo, 14);
      await Promise.all(
        shooting.map(async ({ key, photo }) => {
          if (photo && (await stateOf(history, key)) === "paid") await shoot(history, key, photo);
        }),
      );
      await service.runDueJobs();
      clock.advance(5);
      for (const { key, ending } of shooting)
        if (ending === "refusal-appealed") await appealRefusal(history, key);
        else if (ending !== "photo-ready" && ending !== "photo-refused") await submit(history, key);
      await service.runDueJobs();
    }),
    step("review", async () => {
      clock.moveTo(daysAgo, 15.5);
      const reviewer = daysAgo % 3 === 0 ? "reviewer-2" : "reviewer-1";
      await review(history, reviewer, (task) => {
        const student = studentOfTask(task);
        const isHoneypot = student?.ending === "completed" && student.daysAgo > daysAgo;
        return isHoneypot && reviewer === "reviewer-2"
          ? background
          : firstDecision(student?.ending);
      });
      if (daysAgo % 5 === 1) await review(history, "senior-reviewer", secondLook, "second-looks");
      clock.advance(holdMinutes);
      await service.runDueJobs();
    }),
    // The last photos of today are still on their way, so their registry step is the last one.
    ...(daysAgo === 0
      ? []
      : [
          step("registry", async () => {
            await uploadApproved(history, students);
            clock.advance(registryMinutes);
            await service.runDueJobs();
          }),
        ]),
    step("afternoon", async () => {
      clock.moveTo(daysAgo, 17);
      for (const student of students) await endDay(history, student);
      await service.runDueJobs();
    }),
    ...eventsOf(history, daysAgo).map(([name, run]) => step(name, run)),
    ...(daysAgo === 0 ? eventsOfToday(history, { all, students, studentOfTask }) : []).map(
      ([name, run]) => step(name, run),
    ),
  ];
}

async function bringToPayment(
  history: History,
  { key, ending, enrolment }: DemoStudent,
): Promise<void> {
  if (!history.people.students[key]) await begin(history, key, enrolment);
  if (ending !== "unpaid" && (await stateOf(history, key)) === "verified") await pay(history, key);
}

type StudentOfTask = (task: Task) => DemoStudent | undefined;

const background: Decision = {
  outcome: "reject",
  reasons: ["background"],
  words: "请靠一面白墙再拍一张。",
};

function firstDecision(ending?: DemoStudent["ending"]): Decision | null {
  if (ending === "in-review" || ending === "refusal-appealed" || ending === "approved") return null;
  return ending === "rejected" || ending === "appealed" ? background : { outcome: "approve" };
}

/** One of five second reviews disagrees with the first. */
const secondLook = ({ attempt }: Task): Decision =>
  attempt.attemptId < "3" ? background : { outcome: "approve" };

/** Uploads the photos of this day, for which the registry's answers are ordered first. */
async function uploadApproved(
  { world, service }: History,
  students: readonly DemoStudent[],
): Promise<void> {
  for (const { ending } of students) {
    if (ending === "returned")
      await world.control("POST", "/registry/refusals", { reason: "background" });
    if (ending === "uploading")
      await world.control("POST", "/faults", { target: "registry-result", kind: "still-pending" });
    if (ending === "identity")
      await world.control("POST", "/registry/identities", { outcome: "doubtful" });
  }
  await service.runScheduled("queue-uploads");
  await service.runDueJobs();
}

/** Performs the last step of a student's day, by the student's ending. */
async function endDay(history: History, { key, ending }: DemoStudent): Promise<void> {
  const { studentOf, world } = history;
  const { call, params } = await studentOf(key);
  if (ending === "left") {
    await take(
      call("proveAccount", { body: { lastFour: history.people.students[key]?.lastFour ?? "" } }),
    );
    await take(call("leaveCollection", { params }));
  }
  if (ending === "appealed")
    await take(
      call("appealRejection", { params, body: { reason: "背景反正会换成蓝色，请再看一次" } }),
    );
  if (ending === "completed") {
    const orderId = await paidOrderOf(history, key);
    const body = {
      title: "测试有限公司",
      taxNumber: "91110000MA0000000X",
      email: "test@example.com",
    };
    if (key === "completed-1" || key === "completed-2")
      await take(call("requestInvoice", { params: { orderId }, body }));
  }
  if (ending === "refund-requested") {
    const orderId = await paidOrderOf(history, key);
    await take(call("requestRefund", { params: { orderId }, body: { reason: "不需要了" } }));
  }
  if (ending === "refund-waits") await startRefund(history, key);
  if (ending === "refunded") await confirmRefund(history, await startRefund(history, key));
  if (ending === "refund-abnormal") {
    await world.control("POST", "/faults", { target: "pay-refund", kind: "ends-abnormal" });
    await confirmRefund(history, await startRefund(history, key));
  }
}

type Event = readonly [name: string, run: () => Promise<unknown>];

/** Events of single days. */
function eventsOf(history: History, daysAgo: number): readonly Event[] {
  const events: Readonly<Record<number, Event>> = {
    27: ["expected", () => storeExpected(history)],
    21: ["honeypots", () => addHoneypots(history)],
    14: ["settings", () => changeSettings(history)],
    7: ["school-system", () => connectSchoolSystem(history)],
    5: ["case", () => openCase(history, "rejected-1", "照片为什么没有通过", 24)],
    1: ["case", () => openCase(history, "paid-62", "付款后找不到拍照入口", 30)],
    0: ["case", () => openCase(history, "refund-waits-2", "什么时候退款", 4)],
  };
  const event = events[daysAgo];
  return event ? [event] : [];
}

interface Today {
  readonly all: readonly DemoStudent[];
  readonly students: readonly DemoStudent[];
  readonly studentOfTask: StudentOfTask;
}

/** Events of today, which the workers of the running service complete. */
function eventsOfToday(
  history: History,
  { all, students, studentOfTask }: Today,
): readonly Event[] {
  return [
    ["site-day", () => openDemoSiteDay(history)],
    ["upload", () => uploadApproved(history, students)],
    [
      "approval",
      () =>
        review(history, "reviewer-1", (task) =>
          studentOfTask(task)?.ending === "approved" ? { outcome: "approve" } : null,
        ),
    ],
    [
      "last",
      async () => {
        history.clock.catchUp();
        await takeOneTask(history, "reviewer-2");
        for (const { key, ending, photo } of all) {
          if (ending === "refund-confirmed")
            await confirmRefund(history, await startRefund(history, key));
          if (ending === "processing" && photo) await shoot(history, key, photo);
        }
      },
    ],
  ];
}
