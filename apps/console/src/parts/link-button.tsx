/** Link to another page, styled as a button. */
import { Button } from "antd";
import type { ReactNode } from "react";
import { useHref, useNavigate } from "react-router";

export function LinkButton({
  to,
  children,
}: {
  readonly to: string;
  readonly children: ReactNode;
}) {
  const href = useHref(to);
  const navigate = useNavigate();
  return (
    <Button
      href={href}
      onClick={(event) => {
        // The browser handles opening in another tab.
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        void navigate(to);
      }}
    >
      {children}
    </Button>
  );
}
