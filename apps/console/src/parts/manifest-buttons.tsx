/** Download buttons for the manifest of a photo ZIP, in each format. */
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Typography } from "antd";
import { useWords, wordsOf } from "../lib/words.ts";
import { download } from "./export-button.tsx";

const words = wordsOf(
  {
    take: (format: string) => `名单 ${format}`,
    dbf: "DBF 只有 GBK 的字：姓名和文件名里的生僻字以 〓 代替。用 DBF 时，照片宜按学号命名。",
  },
  {
    take: (format) => `List ${format}`,
    dbf: "DBF supports only GBK characters; rarer characters become 〓. With DBF, name photos by student number.",
  },
);

interface Props {
  readonly manifests: RouteAnswer<"readExport">["manifests"];
}

export function ManifestButtons({ manifests }: Props) {
  const t = useWords(words);
  return (
    <Flex vertical gap={8}>
      <Flex gap={8}>
        {manifests.map(({ format, url }) => (
          <Button key={format} onClick={() => download(url)}>
            {t.take(format.toUpperCase())}
          </Button>
        ))}
      </Flex>
      <Typography.Text type="secondary">{t.dbf}</Typography.Text>
    </Flex>
  );
}
