/** A page that says one thing: what is the matter, why, and the way on. */
import { Flex, Typography } from "antd";
import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly about: readonly string[];
  /** The way on. */
  readonly children: ReactNode;
}

export function Told({ title, about, children }: Props) {
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
