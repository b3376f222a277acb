/** The frame of a page: its heading, what can be done on it, and its content. */
import { Flex, Typography } from "antd";
import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  /** One sentence on what the page is for. */
  readonly about?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, about, actions, children }: Props) {
  return (
    <Flex vertical gap={16}>
      <Flex justify="space-between" align="flex-start" wrap gap={12} className="console-page-head">
        <div>
          <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>
            {title}
          </Typography.Title>
          {about !== undefined && <Typography.Text type="secondary">{about}</Typography.Text>}
        </div>
        {actions !== undefined && <Flex gap={8}>{actions}</Flex>}
      </Flex>
      {children}
    </Flex>
  );
}
