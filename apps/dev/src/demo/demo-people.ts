/** Students whom a visitor of the demo can be, beside all of its staff, and the guided path through the product. */
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

interface Stop {
  readonly label: Bilingual;
  /** A link, or the staff member to sign in as. */
  readonly to: { readonly link: string } | { readonly staff: string };
}

export const guidedPath: readonly Stop[] = [
  { label: { zh: "试一张照片", en: "Try a photo" }, to: { link: "/try" } },
  {
    label: { zh: "当一名学生：登录、采集码、支付、拍照", en: "Be a student: sign in, code, payment, photo" },
    to: { link: "/" },
  },
  { label: { zh: "当审核员：通过或不通过", en: "Be a reviewer: approve or reject" }, to: { staff: "reviewer-1" } },
  {
    label: { zh: "当学校管理员：进度与照片", en: "Be a school administrator: progress and photos" },
    to: { staff: "school-admin" },
  },
  {
    label: { zh: "当财务：订单、退款、对账", en: "Be a finance officer: orders, refunds, reconciliation" },
    to: { staff: "finance-1" },
  },
];
