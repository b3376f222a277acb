/** A way to another page that looks like what is done on this one. */
import { Button } from "antd";
import type { ReactNode } from "react";
import { useHref, useNavigate } from "react-router";

export function LinkButton({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  const href = useHref(to);
  const navigate = useNavigate();
  return (
    <Button
      href={href}
      onClick={(event) => {
        // Another tab is the browser's own matter.
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        void navigate(to);
      }}
    >
      {children}
    </Button>
  );
}
