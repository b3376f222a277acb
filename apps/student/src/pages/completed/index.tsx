/** 采集完成: the finished photo to download, the receipt and invoice, and the reminder to confirm it at CHSI. */
import {
  allCopySizes,
  allPapers,
  type CopySize,
  cutSizes,
  type Paper,
  papers,
} from "@gradphoto/domain";
import { pathOf } from "@gradphoto/domain/client";
import { useState } from "react";
import { sealOf } from "../../drawings/mark.ts";
import { Button } from "../../parts/button.tsx";
import { Choice, Choices } from "../../parts/choice.tsx";
import { OwnPhoto } from "../../parts/framed-photo.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { ThemedPicture } from "../../parts/picture.tsx";
import { Segments } from "../../parts/segments.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { platform } from "../../platform/index.ts";
import { openPage, usePageParams } from "../../platform/navigation.ts";
import { useAct } from "../../service/use-act.ts";
import { useAnswer } from "../../service/use-answer.ts";
import { sessionToken } from "../../state/session.ts";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";
import { ImageCheck } from "./image-check.tsx";

definePageConfig({ navigationBarTitleText: "采集完成" });

const printSheetWords = wordsOf(
  {
    title: "下载排版照",
    about: "照片按实际大小排在相纸上，带裁切线。打印时请选择 100% 大小。",
    size: "每张照片的大小",
    own: "标准照原大",
    caption: (text: string) => `照片下方按贵校要求印有：${text}`,
  },
  {
    title: "Print sheet",
    about: "Copies at their true size on one sheet, with lines to cut along. Print at 100 %.",
    size: "Size of each copy",
    own: "Original",
    caption: (text) => `As your school asks, these words stand under each photo: ${text}`,
  },
);

interface PrintSheetProps {
  /** Caption of the project; may be empty. */
  readonly caption: string;
  readonly onChoose: (paper: Paper, size: CopySize) => void;
  readonly onClose: () => void;
}

/** Several copies of the finished photo on one sheet, for a print shop or a home printer. */
function PrintSheet({ caption, onChoose, onClose }: PrintSheetProps) {
  const words = useWords(printSheetWords);
  const translate = useTranslate();
  const [size, setSize] = useState<CopySize>("own");
  const sizes = allCopySizes.map(
    (name) => [name, name === "own" ? words.own : translate(cutSizes[name])] as const,
  );
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p className="text">{words.about}</p>
      {caption !== "" && (
        <p className="text" id="print-caption">
          {words.caption(caption)}
        </p>
      )}
      <Segments label={words.size} items={sizes} chosen={size} onChoose={setSize} />
      {size !== "own" && (
        <p className="quiet center">
          {cutSizes[size].widthMm} × {cutSizes[size].heightMm} mm
        </p>
      )}
      <Choices>
        {allPapers.map((paper) => (
          <Choice key={paper} id={`paper-${paper}`} leads onTap={() => onChoose(paper, size)}>
            {translate(papers[paper])}
          </Choice>
        ))}
      </Choices>
    </Sheet>
  );
}

const wordTable = wordsOf(
  {
    title: "采集完成",
    done: "您的毕业证件照已提交学信网。",
    download: "下载标准照（JPEG）",
    png: "下载 PNG 格式",
    pngAbout: "与标准照相同，个别系统要求 PNG 时使用",
    print: "下载排版照",
    printAbout: "原大、一寸或二寸，多张排在一张相纸上，可直接冲印",
    photoName: "标准照",
    pngName: "PNG 格式的标准照",
    sheetName: "排版照",
    saved: (what: string) => `${what}已保存。`,
    notSaved: (what: string) => `${what}没有保存成功。请检查网络和相册权限后再试一次。`,
    permissions: "打开权限设置",
    longPress: "长按照片，选择“保存图片”。PNG 和排版照请用手机自带的浏览器打开本页下载。",
    order: "收据与发票",
    details: "采集详情",
    data: "我的数据",
    photo: "审核通过的标准照",
  },
  {
    title: "Completed",
    done: "Your graduation photo has been handed to CHSI.",
    download: "Download the photo (JPEG)",
    png: "Download as PNG",
    pngAbout: "The same photo, for a system that asks for PNG",
    print: "Print sheet",
    printAbout: "Original, 1 in or 2 in, several copies on one sheet, ready to print",
    photoName: "The photo",
    pngName: "The PNG",
    sheetName: "The print sheet",
    saved: (what) => `${what} has been saved.`,
    notSaved: (what) =>
      `${what} could not be saved. Please check the network and the permission to save, and try again.`,
    permissions: "Open the permissions",
    longPress:
      "Press the photo for a while to save it. For PNG and print sheet open this page in the phone's own browser.",
    order: "Receipt and invoice",
    details: "Your collection",
    data: "My data",
    photo: "The approved standard photo",
  },
);

const seal = sealOf(["采", "集", "完", "成"]);

/** Key of the text that names each saved file. */
const names = { photo: "photoName", png: "pngName", sheet: "sheetName" } as const;

export default function Completed() {
  const words = useWords(wordTable);
  const translate = useTranslate();
  const param = usePageParams<"completed">();
  const collectionId = param("collectionId");
  const collection = useAnswer("readCollection", { params: { collectionId } });
  const attemptId = collection.value?.submission?.attemptId ?? "";
  const attemptParams = { collectionId, attemptId };
  const attempt = useAnswer("readAttempt", attemptId === "" ? null : { params: attemptParams });
  const [taken, setTaken] = useState<{
    readonly what: keyof typeof names;
    readonly isSaved: boolean;
  } | null>(null);
  const act = useAct();
  const [printing, setPrinting] = useState(false);
  const { savePicture } = platform;
  const mayDownload = savePicture !== null && (attempt.value?.result ?? null) !== null;
  const save = (what: keyof typeof names, path: string) =>
    act.run(async () => {
      setPrinting(false);
      setTaken(null);
      if (savePicture)
        setTaken({ what, isSaved: await savePicture({ path, token: sessionToken() ?? "" }) });
      return null;
    });
  return (
    <Page
      title={words.title}
      step={5}
      answer={
        taken && (
          <Notice
            tone={taken.isSaved ? "success" : "danger"}
            {...(!taken.isSaved &&
              platform.openPermissions && {
                action: { label: words.permissions, onTap: platform.openPermissions },
              })}
          >
            {(taken.isSaved ? words.saved : words.notSaved)(words[names[taken.what]])}
          </Notice>
        )
      }
      foot={
        mayDownload && (
          <Button
            id="download"
            icon="download"
            busy={act.busy}
            onTap={() => void save("photo", pathOf("downloadPhoto", attemptParams))}
          >
            {words.download}
          </Button>
        )
      }
    >
      <Loaded answer={collection}>
        {({ label, project }) => (
          <>
            <div className="card center">
              <div className="row row--between">
                <div className="grow">
                  <h2 className="title" style={{ textAlign: "left" }}>
                    {translate(label)}
                  </h2>
                  <p className="text" style={{ textAlign: "left" }}>
                    {words.done}
                  </p>
                </div>
                <ThemedPicture className="seal" drawing={seal} />
              </div>
              {attempt.value?.result && (
                <OwnPhoto
                  path={attempt.value.result.url}
                  label={words.photo}
                  size={attempt.value.resultSize}
                  finding={null}
                  narrow
                />
              )}
              {savePicture === null && <p className="text">{words.longPress}</p>}
              <p className="quiet">
                {project.schoolName} · {translate(project.categoryLabel)} · {project.graduationYear}
              </p>
            </div>
            <ImageCheck by={project.imageCheckBy} />
            <Choices>
              {mayDownload && (
                <Choice
                  id="download-png"
                  leads
                  onTap={() => void save("png", pathOf("downloadPngPhoto", attemptParams))}
                >
                  <span>{words.png}</span>
                  <span className="quiet">{words.pngAbout}</span>
                </Choice>
              )}
              {mayDownload && (
                <Choice id="print-sheet" leads onTap={() => setPrinting(true)}>
                  <span>{words.print}</span>
                  <span className="quiet">{words.printAbout}</span>
                </Choice>
              )}
              <Choice leads onTap={() => openPage("payment", { collectionId })}>
                {words.order}
              </Choice>
              <Choice leads onTap={() => openPage("collection", { collectionId })}>
                {words.details}
              </Choice>
              <Choice leads onTap={() => openPage("my-data")}>
                {words.data}
              </Choice>
            </Choices>
          </>
        )}
      </Loaded>
      {printing && collection.value && (
        <PrintSheet
          caption={collection.value.project.printCaption}
          onChoose={(paper, size) =>
            void save("sheet", pathOf("downloadPrintSheet", attemptParams, { paper, size }))
          }
          onClose={() => setPrinting(false)}
        />
      )}
    </Page>
  );
}
