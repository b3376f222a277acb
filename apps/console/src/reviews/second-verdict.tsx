/** What the second look said of a decision. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Tag } from "antd";
import { useListed, useSay, useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf(
  {
    agrees: "抽查一致",
    differs: "抽查不同",
    approve: "抽查复核：通过",
    reject: (reasons: string) => `抽查复核：不通过（${reasons}）`,
  },
  {
    agrees: "second look agrees",
    differs: "second look differs",
    approve: "second look: approved",
    reject: (reasons) => `second look: rejected (${reasons})`,
  },
);

type Second = NonNullable<RouteAnswer<"listDecisions">["decisions"][number]["second"]>;

export function SecondVerdict({ second: { agrees, decision, reasons } }: { readonly second: Second }) {
  const t = useWords(words);
  const say = useSay();
  const listed = useListed();
  return (
    <>
      <Tag color={agrees ? "success" : "error"}>{agrees ? t.agrees : t.differs}</Tag>
      {!agrees && (decision === "reject" ? t.reject(listed(reasons.map(({ label }) => say(label)))) : t.approve)}
    </>
  );
}
