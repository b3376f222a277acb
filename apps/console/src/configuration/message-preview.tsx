/** Preview of a text message with sample values in place of the student's own, and the number of SMS parts it takes. */
import { type Bilingual, isMessageTemplate, previewMessage } from "@gradphoto/domain";
import { Flex, Tag, Typography } from "antd";
import { useWords } from "../lib/words.ts";
import { configurationWords } from "./configuration-words.ts";

/** A link and a short sentence fit in this many parts; each further part costs extra. */
const usualParts = 2;

interface Props {
  readonly template: string;
  readonly words: Bilingual;
  readonly publicUrl: string;
}

export function MessagePreview({ template, words, publicUrl }: Props) {
  const t = useWords(configurationWords);
  if (!isMessageTemplate(template)) return null;
  return (
    <Flex vertical gap={12} role="group" aria-label={t.preview} style={{ marginBottom: 16 }}>
      <Typography.Text type="secondary">{t.previewAbout}</Typography.Text>
      {(["zh", "en"] as const).map((language) => {
        const { text, characters, parts, mostCharacters } = previewMessage(
          words,
          language,
          template,
          publicUrl,
        );
        const tone =
          characters > mostCharacters ? "error" : parts > usualParts ? "warning" : "default";
        return (
          <Flex key={language} vertical gap={4} align="flex-start">
            <Typography.Text
              lang={language}
              style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}
            >
              {text}
            </Typography.Text>
            <Tag color={tone}>{t.parts(parts, characters, mostCharacters)}</Tag>
          </Flex>
        );
      })}
    </Flex>
  );
}
