/** What the students of a project read before they begin, as it is being written. */
import { educationCategories, findPhotoSpec, isEducationCategory, isRefundRule, refundRules } from "@gradphoto/domain";
import { Form, Typography } from "antd";
import { useSay, useWords } from "../lib/words.ts";
import { type Entered, kilobytes } from "./project-form.ts";
import { projectWords } from "./project-words.ts";

export function ProjectPreview() {
  const t = useWords(projectWords);
  const say = useSay();
  const form = Form.useFormInstance<Entered>();
  // Fields of other steps are not on the page, and still entered.
  Form.useWatch([], form);
  const entered: Partial<Entered> = form.getFieldsValue(true);
  const spec = findPhotoSpec(entered.specId ?? "");
  const category = entered.category;
  const [opens, closes] = entered.window ?? [];
  const facts: readonly (readonly [string, string | undefined])[] = [
    [
      t.category,
      category !== undefined && isEducationCategory(category) ? say(educationCategories[category]) : undefined,
    ],
    [t.year, entered.graduationYear?.toString()],
    [t.previewWindow, opens && closes && `${opens.format("YYYY-MM-DD")} – ${closes.format("YYYY-MM-DD")}`],
    [t.previewFee, entered.feeYuan === undefined ? undefined : `¥${entered.feeYuan.toFixed(2)}`],
    [t.attempts, entered.attemptsLimit?.toString() ?? t.unlimited],
    [t.spec, spec && say(spec.name)],
    [t.fileKb, spec && kilobytes({ minBytes: kbOf(entered.fileMinKb), maxBytes: kbOf(entered.fileMaxKb) })],
    [t.previewAlbum, entered.albumAllowed ? t.yes : t.no],
    [t.previewClothing, entered.clothing || undefined],
    [
      t.refundRule,
      entered.refundRule !== undefined && isRefundRule(entered.refundRule)
        ? say(refundRules[entered.refundRule])
        : undefined,
    ],
    [t.hotline, entered.hotline || undefined],
  ];
  return (
    <aside className="project-preview" aria-label={t.preview}>
      <Typography.Title level={5}>{t.preview}</Typography.Title>
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

const kbOf = (kb: number | undefined): number => (kb ?? 0) * 1024;
