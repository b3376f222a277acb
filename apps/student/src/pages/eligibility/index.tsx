/** 获取采集资格: the school by name, alias or pinyin initials, then the education category. */
import type { Problem, RouteAnswer } from "@gradphoto/domain/client";
import { useEffect, useRef, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Field } from "../../parts/field.tsx";
import { ProblemNotice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { openPage } from "../../platform/navigation.ts";
import { call } from "../../service/call.ts";
import { useAct } from "../../service/use-act.ts";
import { takeScene } from "../../state/verified-student.ts";
import { useWords } from "../../words/words.ts";
import { Categories } from "./categories.tsx";
import { eligibilityWords } from "./eligibility-words.ts";
import { SchoolList } from "./school-list.tsx";

definePageConfig({ navigationBarTitleText: "获取采集资格" });

type School = RouteAnswer<"readSchool">;
type Match = RouteAnswer<"findSchools">;

/** Pause in typing before schools are searched. */
const typingPauseMs = 250;

export default function Eligibility() {
  const words = useWords(eligibilityWords);
  const [typed, setTyped] = useState("");
  const [matches, setMatches] = useState<Match | null>(null);
  const [searchProblem, setSearchProblem] = useState<Problem | null>(null);
  const [searches, setSearches] = useState(0);
  const [school, setSchool] = useState<School | null>(null);
  const [category, setCategory] = useState<string | null>(null);
  const act = useAct();
  const query = typed.trim();
  const chosenName = school?.name ?? "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: a retry is a trigger that the effect does not read
  useEffect(() => {
    if (query === "" || query === chosenName) return;
    setSearchProblem(null);
    let stale = false;
    const timer = setTimeout(async () => {
      const answer = await call("findSchools", { query: { query } });
      if (stale) return;
      setSearchProblem(answer.ok ? null : answer.problem);
      if (!answer.ok) return;
      setMatches(answer.value);
      // Typing the complete name selects the school.
      const entire = answer.value.schools.find(({ name }) => name === query);
      if (entire) void latestChoose.current(entire.schoolCode, null);
    }, typingPauseMs);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [query, chosenName, searches]);
  const type = (text: string) => {
    setTyped(text);
    setSchool(null);
    setCategory(null);
    act.dismiss();
  };
  /** `ledTo`: the category that a mini-program code leads to. */
  const choose = (schoolCode: string, ledTo: string | null) =>
    act.run(async () => {
      const answer = await call("readSchool", { params: { schoolCode } });
      if (!answer.ok) return answer.problem;
      setSchool(answer.value);
      setTyped(answer.value.name);
      setMatches(null);
      const [only, second] = answer.value.categories;
      const led = answer.value.categories.find((offered) => offered.category === ledTo);
      setCategory(led?.category ?? (only && !second ? only.category : null));
      return null;
    });
  const latestChoose = useRef(choose);
  latestChoose.current = choose;
  const latestTyped = useRef(typed);
  latestTyped.current = typed;
  useEffect(() => {
    const scene = takeScene();
    if (scene === null) return;
    void (async () => {
      const led = await call("readScene", { params: { scene } });
      // An invalid code falls back to the normal flow, and never interrupts a student who has started typing.
      if (led.ok && latestTyped.current === "")
        await latestChoose.current(led.value.schoolCode, led.value.category);
    })();
  }, []);
  const confirm = () =>
    act.run(async () => {
      if (!school || category === null) return null;
      const answer = await call("readOpenProject", {
        params: { schoolCode: school.schoolCode, category },
      });
      if (!answer.ok) return answer.problem;
      openPage("code", { schoolCode: school.schoolCode, category });
      return null;
    });
  return (
    <Page
      title={words.title}
      step={1}
      answer={<ProblemNotice problem={act.problem} />}
      foot={
        <>
          <Button
            id="confirm"
            busy={act.busy}
            off={!school || category === null}
            onTap={() => void confirm()}
          >
            {words.confirm}
          </Button>
          <Button id="have-code" kind="text" onTap={() => openPage("code")}>
            {words.haveCode}
          </Button>
        </>
      }
    >
      <p className="text">{words.intro}</p>
      <Field
        id="school"
        label={words.school}
        placeholder={words.placeholder}
        hint={words.hint}
        maxLength={60}
        value={typed}
        onChange={type}
      />
      <ProblemNotice problem={searchProblem} onRetry={() => setSearches(searches + 1)} />
      {!school && query !== "" && matches && (
        <SchoolList matches={matches} onChoose={(code) => void choose(code, null)} />
      )}
      {school && <Categories school={school} chosen={category} onChoose={setCategory} />}
    </Page>
  );
}
