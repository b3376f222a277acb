/** Categories that the school offers, with the status of each project. */
import { beijingDay } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Badge } from "../../parts/badge.tsx";
import { Choice, Choices } from "../../parts/choice.tsx";
import { Notice } from "../../parts/notice.tsx";
import { openPage } from "../../platform/navigation.ts";
import { useUntil } from "../../words/amounts.ts";
import { useTranslate, useWords } from "../../words/words.ts";
import { eligibilityWords } from "./eligibility-words.ts";

interface CategoriesProps {
  readonly school: RouteAnswer<"readSchool">;
  readonly chosen: string | null;
  readonly onChoose: (category: string) => void;
}

export function Categories({ school, chosen, onChoose }: CategoriesProps) {
  const words = useWords(eligibilityWords);
  const translate = useTranslate();
  const until = useUntil();
  if (school.categories.length === 0) {
    return (
      <Notice tone="warning" action={{ label: words.contact, onTap: () => openPage("contact") }}>
        {words.categoryNone}
      </Notice>
    );
  }
  return (
    <section className="stack">
      <h2 className="heading">{words.category}</h2>
      <Choices>
        {school.categories.map(({ category, label, projects }) => (
          <Choice key={category} chosen={category === chosen} onTap={() => onChoose(category)}>
            <span className="row">
              <span>{translate(label)}</span>
              {projects.slice(0, 1).map((project) => (
                <Badge key={project.state} label={project.label} tone={project.tone} />
              ))}
            </span>
            {projects.map((project) => (
              <span className="quiet" key={project.closesAt}>
                {project.state === "upcoming"
                  ? words.opens(project.graduationYear, beijingDay(project.opensAt))
                  : words.closes(project.graduationYear, until(project.closesAt))}
              </span>
            ))}
          </Choice>
        ))}
      </Choices>
    </section>
  );
}
