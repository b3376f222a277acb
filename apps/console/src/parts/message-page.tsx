/** Page with a single message: what happened, why, and how to continue. */
import { Flex, Typography } from "antd";
import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly about: readonly string[];
  /** Links or buttons to continue. */
  readonly children: ReactNode;
}

export function MessagePage({ title, about, children }: Props) {
  return (
    <Flex vertical gap={12} align="flex-start" className="console-told">
      <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>
        {title}
      </Typography.Title>
      {about.map((sentence) => (
        <Typography.Text key={sentence}>{sentence}</Typography.Text>
      ))}
      {children}
    </Flex>
  );
}
