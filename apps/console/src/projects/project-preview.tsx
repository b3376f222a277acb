/** The student's page of a project as it is being written: what stands there, in the order and the words of the student. */
import {
  educationCategories,
  isEducationCategory,
  isRefundRule,
  onePaymentWords,
  refundRules,
} from "@gradphoto/domain";
import { Form } from "antd";
import { useSay, useWords } from "../lib/words.ts";
import type { Entered } from "./project-form.ts";
import "./project-preview.css";
import { windowOf } from "./project-window.ts";
import { projectWords } from "./project-words.ts";

/** While it is being written: an emptied field holds null. */
type Draft = { readonly [Field in keyof Entered]?: Entered[Field] | null };

type Rows = readonly (readonly [string, string | undefined])[];

export function ProjectPreview() {
  const t = useWords(projectWords);
  const say = useSay();
  const form = Form.useFormInstance<Entered>();
  // Fields of other steps are not on the page, and still entered.
  Form.useWatch([], form);
  const entered: Draft = form.getFieldsValue(true);
  const { category, feeYuan, refundRule } = entered;
  const [opens, closes] = entered.window ?? [];
  const fee = typeof feeYuan === "number" ? (feeYuan === 0 ? t.free : `¥${feeYuan.toFixed(2)}`) : undefined;
  const about: Rows = [
    [
      t.category,
      typeof category === "string" && isEducationCategory(category) ? say(educationCategories[category]) : undefined,
    ],
    [t.year, entered.graduationYear?.toString()],
    [t.previewWindow, opens && closes && windowOf(opens.toISOString(), closes.toISOString())],
  ];
  const photo: Rows = [
    [t.previewAlbum, entered.albumAllowed ? t.yes(entered.photoMaxAgeDays?.toString() ?? "—") : t.no],
    [t.tryBeforePay, entered.tryBeforePay ? t.previewTry : t.previewNoTry],
    [t.previewClothing, entered.clothing || undefined],
    [t.hotline, entered.hotline || undefined],
  ];
  return (
    <aside className="project-preview" aria-label={t.preview}>
      <p className="project-preview-title">{t.preview}</p>
      {entered.notice && <p className="project-preview-card project-preview-notice">{entered.notice}</p>}
      <div className="project-preview-card">
        <Facts rows={about} />
        <p className="project-preview-fee">
          <span>{t.previewFee}</span>
          <b>{fee ?? "—"}</b>
        </p>
        <p className="project-preview-quiet">{say(onePaymentWords(entered.attemptsLimit ?? null))}</p>
      </div>
      <div className="project-preview-card">
        <b>{t.refundRule}</b>
        <p>{typeof refundRule === "string" && isRefundRule(refundRule) ? say(refundRules[refundRule]) : "—"}</p>
      </div>
      <div className="project-preview-card">
        <Facts rows={photo} />
      </div>
      <p className="project-preview-button">{fee === t.free ? t.previewFree : t.previewPay(fee ?? "…")}</p>
    </aside>
  );
}

const Facts = ({ rows }: { readonly rows: Rows }) => (
  <dl>
    {rows.map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value ?? "—"}</dd>
      </div>
    ))}
  </dl>
);
