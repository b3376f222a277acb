/** Full text of 用户协议与隐私政策, the same before and after sign-in. */
import { useState } from "react";
import { Facts } from "../../parts/badge.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { Segments } from "../../parts/segments.tsx";
import { useAnswer } from "../../service/use-answer.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { privacyWords } from "./privacy-words.ts";
import { termsWords } from "./terms-words.ts";

definePageConfig({ navigationBarTitleText: "用户协议与隐私政策" });

type Part = "terms" | "privacy";

export default function Terms() {
  const words = useWords(termsWords);
  const privacy = useWords(privacyWords);
  const translate = useTranslate();
  const operator = useAnswer("readOperator", {});
  const [part, setPart] = useState<Part>("terms");
  const sections = {
    terms: [
      ...[words.service, words.who, words.fee, words.review],
      ...[words.yours, words.operatorDuties, words.changes, words.law],
    ],
    privacy: [
      ...[privacy.collected, privacy.sensitive, privacy.basis, privacy.retention, privacy.shared],
      ...[privacy.safe, privacy.rights, privacy.minors, privacy.complaints, privacy.changes],
    ],
  }[part];
  return (
    <Page title={words.title} step={null}>
      <Segments
        label={words.parts}
        items={[
          ["terms", words.terms],
          ["privacy", words.privacy],
        ]}
        chosen={part}
        onChoose={setPart}
      />
      <p className="quiet">{words.updated}</p>
      <Loaded answer={operator}>
        {({ name, contact }) => (
          <section className="card">
            <Facts
              rows={[
                [words.operator, translate(name)],
                [words.contact, contact],
              ]}
            />
          </section>
        )}
      </Loaded>
      <p className="text">{part === "terms" ? words.termsIntro : privacy.intro}</p>
      {sections.map(([heading = "", ...paragraphs]) => (
        <section className="stack" key={heading}>
          <h2 className="heading">{heading}</h2>
          {paragraphs.map((paragraph) => (
            <p className="text" key={paragraph}>
              {paragraph}
            </p>
          ))}
        </section>
      ))}
    </Page>
  );
}
