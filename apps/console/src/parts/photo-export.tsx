/** Export of finished photos in the layout of a school's system: selection, file names, folders, and the manifest. */
import {
  allPhotoFolders,
  allPhotoNames,
  isPhotoFolders,
  isPhotoNames,
  photoFolders,
  photoNames,
} from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Form, Radio, Select, Typography } from "antd";
import { useState } from "react";
import { moment } from "../lib/amounts.ts";
import { useSettings } from "../lib/settings.ts";
import { useStaff } from "../lib/staff.ts";
import { useAct } from "../lib/use-act.ts";
import { useAnswer, useInvalidate } from "../lib/use-answer.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";
import { Dialog } from "./dialog.tsx";
import { download } from "./export-button.tsx";
import { ManifestButtons } from "./manifest-buttons.tsx";
import { isWithin, type Place, placeName } from "./place-choice.tsx";
import { ProblemNote } from "./problem.tsx";

const words = wordsOf(
  {
    open: "导出证照",
    share: "范围",
    all: (photos: number) => `全部（${photos} 张）`,
    sum: (photos: number) => `共 ${photos} 张`,
    fresh: (photos: number) => `上次导出后新增（${photos} 张）`,
    last: (at: string) => `上次下载完成：${at}`,
    never: "尚未下载过",
    names: "照片命名",
    folders: "文件夹",
    remembered: "命名和文件夹设置会保存，下次导出沿用。",
    hint: "Windows 不允许的字符换成全角，重名的后面加 (2)。",
    take: "导出 ZIP",
    close: "关闭",
    begun: (photos: number) =>
      `ZIP 已开始下载（${photos} 张），里面只有照片。中断后可在“我的导出”接着下载。`,
    manifestTitle: "配套名单（写明每个文件是谁）：",
  },
  {
    open: "Export photos",
    share: "Which photos",
    all: (photos) => `All (${photos})`,
    sum: (photos) => `Photos: ${photos}`,
    fresh: (photos) => `New since the last export (${photos})`,
    last: (at) => `Last downloaded to the end: ${at}`,
    never: "Not downloaded yet",
    names: "File names",
    folders: "Folders",
    remembered: "Names and folders are kept for the next export. ",
    hint: 'Characters Windows forbids are replaced; a duplicate name gets "(2)".',
    take: "Export ZIP",
    close: "Close",
    begun: (photos) =>
      `The ZIP is on its way (${photos} photos) and holds photos alone. If it breaks off, resume it under My exports.`,
    manifestTitle: "The list that comes with it and names the person of each file:",
  },
);

interface Props {
  readonly projectId: string;
  readonly place: Place;
}

export function PhotoExport({ projectId, place }: Props) {
  const t = useWords(words);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t.open}
      </Button>
      {isOpen && (
        <PhotoExportDialog projectId={projectId} place={place} close={() => setOpen(false)} />
      )}
    </>
  );
}

interface Entered {
  readonly share: "all" | "new";
  readonly names: string;
  readonly folders: string;
}

interface DialogProps extends Props {
  /** Choice to start with. */
  readonly share?: Entered["share"];
  readonly close: () => void;
}

export function PhotoExportDialog({ projectId, place, share = "all", close }: DialogProps) {
  const t = useWords(words);
  const { language } = useSettings();
  const act = useAct();
  const invalidate = useInvalidate();
  const [begun, setBegun] = useState<RouteAnswer<"startExport"> | null>(null);
  const [form] = Form.useForm<Entered>();
  // "New" changes once a download still under way has ended.
  const { value, problem } = useAnswer(
    "readPhotoFiles",
    { params: { projectId } },
    { everyMs: 5000 },
  );
  const take = async ({ share, names, folders }: Entered): Promise<void> => {
    if (!isPhotoNames(names) || !isPhotoFolders(folders)) return;
    const body = {
      ...({ kind: "finished-photos", format: "zip", language } as const),
      filters: { projectId, ...place },
      photos: { share, names, folders },
    };
    const made = await act.run("startExport", { body });
    if (!made) return;
    setBegun(made);
    invalidate("listMyExports", "readPhotoFiles");
    if (made.url !== null) download(made.url);
  };
  const title = [t.open, placeName(place)].filter(Boolean).join(" · ");
  if (begun) {
    return (
      <Dialog title={title} footer={<Button onClick={close}>{t.close}</Button>} close={close}>
        <p>{t.begun(begun.rowsTotal)}</p>
        <p>{t.manifestTitle}</p>
        <ManifestButtons manifests={begun.manifests} />
      </Dialog>
    );
  }
  const ok = { disabled: value === undefined };
  return (
    <Dialog
      title={title}
      okText={t.take}
      okButtonProps={ok}
      onOk={form.submit}
      close={close}
      busy={act.busy}
    >
      <ProblemNote problem={act.problem ?? problem} />
      {value && (
        <PhotoExportForm
          form={form}
          files={value}
          place={place}
          share={share}
          take={(entered) => void take(entered)}
        />
      )}
    </Dialog>
  );
}

interface FormProps {
  readonly form: ReturnType<typeof Form.useForm<Entered>>[0];
  readonly files: RouteAnswer<"readPhotoFiles">;
  readonly place: Place;
  readonly share: Entered["share"];
  readonly take: (entered: Entered) => void;
}

function PhotoExportForm({ form, files, place, share, take }: FormProps) {
  const t = useWords(words);
  const translate = useTranslate();
  // Nothing records what a department has already exported, nor its preferred file layout.
  const isDepartment = useStaff().department !== null;
  const { classes, lastTakenAt, names, folders } = files;
  const within = classes.filter((one) => isWithin(place, one));
  const sum = (of: "photos" | "newPhotos"): number =>
    within.reduce((total, one) => total + one[of], 0);
  return (
    <Form form={form} layout="vertical" onFinish={take} initialValues={{ share, names, folders }}>
      {isDepartment && <Typography.Paragraph>{t.sum(sum("photos"))}</Typography.Paragraph>}
      <Form.Item
        name="share"
        label={t.share}
        hidden={isDepartment}
        extra={lastTakenAt === null ? t.never : t.last(moment(lastTakenAt))}
      >
        <Radio.Group
          options={[
            { value: "all", label: t.all(sum("photos")) },
            { value: "new", label: t.fresh(sum("newPhotos")) },
          ]}
        />
      </Form.Item>
      <Form.Item name="names" label={t.names}>
        <Select
          options={allPhotoNames.map((value) => ({ value, label: translate(photoNames[value]) }))}
        />
      </Form.Item>
      <Form.Item
        name="folders"
        label={t.folders}
        extra={isDepartment ? t.hint : `${t.remembered}${t.hint}`}
      >
        <Select
          options={allPhotoFolders.map((value) => ({
            value,
            label: translate(photoFolders[value]),
          }))}
        />
      </Form.Item>
    </Form>
  );
}
