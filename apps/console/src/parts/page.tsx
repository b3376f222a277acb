/** Frame of a page: its heading, its actions, and its content. */
import { Flex, Typography } from "antd";
import type { ReactNode } from "react";
import { lastOpenDay } from "../lib/amounts.ts";
import { LinkButton } from "./link-button.tsx";

/** Last day of a project in a list; on a narrow screen the time is on a second line. */
export function LastOpenDay({ closesAt }: { readonly closesAt: string }) {
  return <span className="console-last-open">{lastOpenDay(closesAt)}</span>;
}

interface Props {
  readonly title: string;
  /** One sentence on the purpose of the page. */
  readonly about?: string;
  /** Parent page; the text of the button names it. */
  readonly back?: { readonly to: string; readonly words: string } | undefined;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, about, back, actions, children }: Props) {
  return (
    <Flex vertical gap={12}>
      <Flex justify="space-between" align="flex-start" wrap gap={12} className="console-page-head">
        <div style={{ flex: "1 1 320px", minWidth: 0 }}>
          <Typography.Title level={1} style={{ fontSize: 22, margin: 0 }}>
            {title}
          </Typography.Title>
          {about !== undefined && <Typography.Text type="secondary">{about}</Typography.Text>}
        </div>
        {(back !== undefined || actions !== undefined) && (
          <Flex gap={8} align="center" wrap>
            {back !== undefined && <LinkButton to={back.to}>{back.words}</LinkButton>}
            {actions}
          </Flex>
        )}
      </Flex>
      {children}
    </Flex>
  );
}
