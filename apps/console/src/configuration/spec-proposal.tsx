/** Drafted spec as the second person reviews it: its drawing, its source, and the differences from its base spec. */
import { knownOwnSpec } from "@gradphoto/domain";
import { Flex, Skeleton, Typography } from "antd";
import { usePhotoSpecs } from "../lib/photo-specs.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { SpecDifferences } from "../parts/photo-spec/spec-differences.tsx";
import { SpecPicture } from "../parts/photo-spec/spec-picture.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { configurationWords } from "./configuration-words.ts";
import type { Setting } from "./setting-row.ts";

interface Props {
  readonly subject: string;
  readonly value: Setting["value"];
}

export function SpecProposal({ subject, value }: Props) {
  const t = useWords(configurationWords);
  const translate = useTranslate();
  const { specs, problem, refetch } = usePhotoSpecs();
  if (typeof value !== "object" || !("widthPx" in value)) return null;
  const { spec } = knownOwnSpec(subject, value);
  const origin = specs.find((one) => one.spec.id === value.draftedFrom)?.spec;
  return (
    <Flex vertical gap={12}>
      <ProblemNote problem={problem} refetch={refetch} />
      <Flex vertical>
        <Typography.Text>{translate(spec.name)}</Typography.Text>
        {origin && <Typography.Text type="secondary">{t.draftedFrom(translate(origin.name))}</Typography.Text>}
      </Flex>
      {origin ? <SpecDifferences from={origin} to={spec} /> : !problem && <Skeleton active />}
      <SpecPicture spec={spec} />
      <Typography.Text type="secondary">{t.specsMeasured}</Typography.Text>
    </Flex>
  );
}
