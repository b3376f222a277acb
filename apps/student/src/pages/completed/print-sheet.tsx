/** Several copies of the finished photo on one sheet, for a print shop or a home printer. */
import { allPapers, type Paper, papers } from "@gradphoto/domain";
import { Choice, Choices } from "../../parts/choice.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { useTranslate, useWords, wordsOf } from "../../words/words.ts";

const wordTable = wordsOf(
  {
    title: "下载排版照",
    about: "照片按实际大小排在相纸上，带裁切线。打印时请选择 100% 大小。",
    caption: (text: string) => `照片下方按贵校要求印有：${text}`,
  },
  {
    title: "Print sheet",
    about: "Copies at their true size on one sheet, with lines to cut along. Print at 100 %.",
    caption: (text) => `As your school asks, these words stand under each photo: ${text}`,
  },
);

interface PrintSheetProps {
  /** Caption of the project; may be empty. */
  readonly caption: string;
  readonly onChoose: (paper: Paper) => void;
  readonly onClose: () => void;
}

export function PrintSheet({ caption, onChoose, onClose }: PrintSheetProps) {
  const words = useWords(wordTable);
  const translate = useTranslate();
  return (
    <Sheet title={words.title} onClose={onClose}>
      <p className="text">{words.about}</p>
      {caption !== "" && (
        <p className="text" id="print-caption">
          {words.caption(caption)}
        </p>
      )}
      <Choices>
        {allPapers.map((paper) => (
          <Choice key={paper} id={`paper-${paper}`} leads onTap={() => onChoose(paper)}>
            {translate(papers[paper])}
          </Choice>
        ))}
      </Choices>
    </Sheet>
  );
}
