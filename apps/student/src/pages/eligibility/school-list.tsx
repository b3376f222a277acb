/** Schools that match the input, or where to ask when none does. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Choice, Choices } from "../../parts/choice.tsx";
import { Notice } from "../../parts/notice.tsx";
import { openPage } from "../../platform/navigation.ts";
import { useSettings } from "../../state/settings.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { eligibilityWords } from "./eligibility-words.ts";

interface SchoolListProps {
  readonly matches: RouteAnswer<"findSchools">;
  readonly onChoose: (schoolCode: string) => void;
}

export function SchoolList({ matches: { schools, customerService }, onChoose }: SchoolListProps) {
  const words = useWords(eligibilityWords);
  const translate = useTranslate();
  const { language } = useSettings();
  if (schools.length === 0) {
    return (
      <Notice tone="warning" action={{ label: words.contact, onTap: () => openPage("contact") }}>
        <p className="heading">{words.none}</p>
        <p className="text">{words.noneHelp}</p>
        {customerService && (
          <p className="text">
            {words.serviceLine(customerService.hotline, translate(customerService.hours))}
          </p>
        )}
      </Notice>
    );
  }
  return (
    <section className="stack" aria-label={words.chooseSchool}>
      <Choices>
        {schools.map(({ schoolCode, name, nameEn }) => (
          <Choice key={schoolCode} leads onTap={() => onChoose(schoolCode)}>
            <span className="heading">{name}</span>
            <span className="quiet">
              {language === "en" && nameEn !== null ? nameEn : schoolCode}
            </span>
          </Choice>
        ))}
      </Choices>
    </section>
  );
}
