/** Everybody whom a visitor of the demo can be, and the guided path through the product. */
import { type Bilingual, type CollectionState, collectionStates, type Role } from "@gradphoto/domain";

interface DemoDesk {
  readonly username: string;
  readonly role: Role;
  /** Page of the console. */
  readonly page: string;
}

export const desks: readonly DemoDesk[] = [
  { username: "reviewer-1", role: "reviewer", page: "review" },
  { username: "senior-reviewer", role: "senior-reviewer", page: "" },
  { username: "service", role: "service", page: "" },
  { username: "finance-1", role: "finance", page: "" },
  { username: "finance-2", role: "finance", page: "" },
  { username: "school-admin", role: "school-admin", page: "" },
  { username: "department-admin", role: "department-admin", page: "" },
  { username: "province-admin", role: "province-admin", page: "" },
  { username: "operator", role: "operator", page: "" },
  { username: "operator-2", role: "operator", page: "" },
  { username: "auditor", role: "auditor", page: "" },
];

interface DemoRole {
  /** Key of the student. */
  readonly key: string;
  readonly label: Bilingual;
}

const inState = (key: string, state: CollectionState): DemoRole => ({ key, label: collectionStates[state].label });

/** Students at each step of the way. */
export const studentRoles: readonly DemoRole[] = [
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

interface Stop {
  readonly label: Bilingual;
  /** A link, or the staff member to sign in as. */
  readonly to: { readonly link: string } | { readonly desk: string };
}

export const guidedPath: readonly Stop[] = [
  { label: { zh: "试一张照片", en: "Try a photo" }, to: { link: "/try" } },
  {
    label: { zh: "做一名学生：登录、采集码、支付、拍照", en: "Be a student: sign in, code, payment, photo" },
    to: { link: "/" },
  },
  { label: { zh: "做审核员：通过或不通过", en: "Be a reviewer: approve or reject" }, to: { desk: "reviewer-1" } },
  { label: { zh: "做学校管理员：进度与照片", en: "Be a school: progress and photos" }, to: { desk: "school-admin" } },
  { label: { zh: "做财务：订单、退款、对账", en: "Be finance: orders, refunds, bills" }, to: { desk: "finance-1" } },
];
