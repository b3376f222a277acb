/** The five places of the demo's tour, in the order of the README, and the students whom a visitor can be. */
import { type Bilingual, type CollectionState, collectionStates } from "@gradphoto/domain";

interface DemoStudentLink {
  /** Key of the student. */
  readonly key: string;
  readonly label: Bilingual;
}

const inState = (key: string, state: CollectionState): DemoStudentLink => ({
  key,
  label: collectionStates[state].label,
});

/** Students at each step of the way. */
export const studentsByStep: readonly DemoStudentLink[] = [
  inState("unpaid-1", "verified"),
  inState("paid-40", "paid"),
  { key: "photo-refused-1", label: { zh: "照片未通过检查", en: "Photo refused by the checks" } },
  inState("photo-ready-1", "ready"),
  inState("in-review-1", "in_review"),
  inState("rejected-1", "rejected"),
  inState("returned-1", "returned"),
  inState("identity-1", "identity_check"),
  inState("completed-1", "completed"),
  inState("refunded-1", "refunded"),
];

interface Place {
  readonly title: Bilingual;
  /** Who the visitor is there. */
  readonly person: Bilingual;
  /** What the visitor sees and does. */
  readonly about: Bilingual;
  /** Time that a first visit takes. */
  readonly minutes: number;
  /** Picture of the README. */
  readonly picture: string;
  /** Address that it opens. */
  readonly path: string;
  /** Staff member to sign in as; null for a visitor or a new student. */
  readonly staff: string | null;
}

export const tour: readonly Place[] = [
  {
    title: { zh: "检查一张照片", en: "Check a photo" },
    person: { zh: "谁都可以，不用登录", en: "Anybody, no sign-in" },
    about: {
      zh: "选一张示例照片，几秒后看到结论：哪里不合格、怎样重拍，或做好的标准照。",
      en: "Choose a sample. Seconds later: what is wrong and how to retake it, or the finished standard photo.",
    },
    minutes: 1,
    picture: "try",
    path: "/try",
    staff: null,
  },
  {
    title: { zh: "当一回学生", en: "Be a student" },
    person: { zh: "一名新学生", en: "A new student" },
    about: {
      zh: "登录、找学校、识别采集码、支付、拍照、提交。要填的都在演示栏里，点一下就填好。",
      en: "Sign in, find the school, read the collection code, pay, take the photo, submit. The demo bar fills in what is asked.",
    },
    minutes: 3,
    picture: "result",
    path: "/",
    staff: null,
  },
  {
    title: { zh: "当一回审核员", en: "Be a reviewer" },
    person: { zh: "测试审核员一", en: "Reviewer 测试审核员一" },
    about: {
      zh: "原照片和标准照并排，A 通过，R 不通过，Z 撤销。刚才提交的那张也在这里。",
      en: "Original and standard photo side by side: A approves, R rejects, Z undoes. The photo you submitted is here too.",
    },
    minutes: 2,
    picture: "review",
    path: "/console/review",
    staff: "reviewer-1",
  },
  {
    title: { zh: "看一所学校", en: "Look at a school" },
    person: { zh: "测试学校管理员", en: "School administrator 测试学校管理员" },
    about: {
      zh: "多少人还没开始、谁停在哪一步、今天进展多少；催办、导出证照。",
      en: "How many have not started, who is stuck where, how today went; reminders and the export of photos.",
    },
    minutes: 2,
    picture: "school",
    path: "/console/projects",
    staff: "school-admin",
  },
  {
    title: { zh: "看账", en: "Look at the money" },
    person: { zh: "测试财务一", en: "Finance officer 测试财务一" },
    about: {
      zh: "每一笔收款、退款，和支付机构的账单逐笔核对；有差异的一天标红，点开就是那一笔。",
      en: "Every payment and refund, compared with the provider's bill line by line. A day that differs is marked red; a click opens its lines.",
    },
    minutes: 2,
    picture: "books",
    path: "/console/bills",
    staff: "finance-1",
  },
];
