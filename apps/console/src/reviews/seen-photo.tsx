/** The earlier photo that shows nearly the same, beside the one to be decided. */
import { Flex, Typography } from "antd";
import { moment } from "../lib/amounts.ts";
import { useWords } from "../lib/words.ts";
import { deskWords } from "./desk-words.ts";
import type { Review } from "./review.ts";

export function SeenPhoto({ seen }: { readonly seen: Review["seenBefore"] }) {
  const t = useWords(deskWords);
  if (seen === null) return null;
  const { own, createdAt, originalUrl } = seen;
  return (
    <Flex vertical gap={4}>
      <Typography.Title level={2} className="desk-heading">
        {t.seenBefore}
      </Typography.Title>
      <Flex vertical gap={4} className="desk-seen-line">
        <Typography.Text>{own ? t.seenOwn(moment(createdAt)) : t.seenOthers(moment(createdAt))}</Typography.Text>
        {originalUrl === null ? (
          <Typography.Text type="secondary">{t.photoGone}</Typography.Text>
        ) : (
          <img className="desk-seen" src={originalUrl} alt={t.seenAlt} />
        )}
      </Flex>
    </Flex>
  );
}
