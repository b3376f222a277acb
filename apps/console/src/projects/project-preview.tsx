/** What the students of a project read before they begin, as it is being written. */
import { educationCategories, isEducationCategory, isRefundRule, refundRules } from "@gradphoto/domain";
import { Form, Typography } from "antd";
import { useSay, useWords } from "../lib/words.ts";
import type { Entered } from "./project-form.ts";
import { windowOf } from "./project-window.ts";
import { projectWords } from "./project-words.ts";

/** While it is being written: an emptied field holds null. */
type Draft = { readonly [Field in keyof Entered]?: Entered[Field] | null };

export function ProjectPreview() {
  const t = useWords(projectWords);
  const say = useSay();
  const form = Form.useFormInstance<Entered>();
  // Fields of other steps are not on the page, and still entered.
  Form.useWatch([], form);
  const entered: Draft = form.getFieldsValue(true);
  const { category, feeYuan, refundRule } = entered;
  const [opens, closes] = entered.window ?? [];
  const facts: readonly (readonly [string, string | undefined])[] = [
    [
      t.category,
      typeof category === "string" && isEducationCategory(category) ? say(educationCategories[category]) : undefined,
    ],
    [t.year, entered.graduationYear?.toString()],
    [t.previewWindow, opens && closes && windowOf(opens.toISOString(), closes.toISOString())],
    [t.previewFee, typeof feeYuan === "number" ? (feeYuan === 0 ? t.free : `¥${feeYuan.toFixed(2)}`) : undefined],
    [t.attempts, entered.attemptsLimit?.toString() ?? t.unlimited],
    [t.previewAlbum, entered.albumAllowed ? t.yes(entered.photoMaxAgeDays?.toString() ?? "—") : t.no],
    [t.tryBeforePay, entered.tryBeforePay ? t.previewTry : t.previewNoTry],
    [t.previewClothing, entered.clothing || undefined],
    [
      t.refundRule,
      typeof refundRule === "string" && isRefundRule(refundRule) ? say(refundRules[refundRule]) : undefined,
    ],
    [t.hotline, entered.hotline || undefined],
  ];
  return (
    <aside className="project-preview" aria-label={t.preview}>
      <Typography.Text strong>{t.preview}</Typography.Text>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? "—"}</dd>
          </div>
        ))}
      </dl>
      {entered.notice && <p className="project-preview-notice">{entered.notice}</p>}
    </aside>
  );
}
