/** Stages after submission, with the current one marked. */
import type { CollectionState } from "@gradphoto/domain";
import { useWords, wordsOf } from "../../words/words.ts";

const wordTable = wordsOf(
  {
    title: "接下来",
    stages: ["人工审核", "送交学信网", "采集完成"],
    about: [
      "审核员对照规定逐条查看您的照片",
      "把照片和学籍信息一起上传",
      "可下载标准照，并在学信网核对",
    ],
  },
  {
    title: "What happens next",
    stages: ["A person reviews it", "It goes to CHSI", "Completed"],
    about: [
      "A reviewer looks at your photo, rule by rule",
      "Photo and enrolment data are uploaded together",
      "You download the photo and confirm it at CHSI",
    ],
  },
);

const stageOf: Readonly<Partial<Record<string, number>>> = {
  in_review: 0,
  approved: 1,
  uploading: 1,
} satisfies Partial<Record<CollectionState, number>>;

export function Stages({ state }: { readonly state: string }) {
  const words = useWords(wordTable);
  const now = stageOf[state];
  if (now === undefined) return null;
  return (
    <section className="card">
      <h2 className="heading">{words.title}</h2>
      <ol className="timeline">
        {words.stages.map((stage, index) => (
          <li
            key={stage}
            className={`timeline__item timeline__item--${index === now ? "now" : index < now ? "done" : "later"}`}
            {...(index === now && { "aria-current": "step" as const })}
          >
            <p className={index === now ? "heading" : "text"}>{stage}</p>
            <p className="quiet">{words.about[index]}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
