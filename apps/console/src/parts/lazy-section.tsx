/** Placeholder of a separately loaded part: as high as the part itself, with a retry where it fails to load. */
import { Alert, Button, Skeleton } from "antd";
import { Component, type ReactNode, Suspense } from "react";
import { useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf(
  { failed: "这一部分没有加载出来，可能是网络中断。", retry: "重新加载" },
  { failed: "This part did not arrive; the network may be down.", retry: "Load again" },
);

interface Props {
  readonly heightPx: number;
  readonly children: ReactNode;
}

export function LazySection({ heightPx, children }: Props) {
  const coming = (
    <div className="console-coming" style={{ height: heightPx }}>
      <Skeleton active title={false} paragraph={{ rows: Math.max(1, Math.floor(heightPx / rowPx)) }} />
    </div>
  );
  return (
    <PartBoundary heightPx={heightPx}>
      <Suspense fallback={coming}>{children}</Suspense>
    </PartBoundary>
  );
}

/** Height of one line of the skeleton, including the gap. */
const rowPx = 32;

/** Error boundary: the rest of the page stays as it is. */
class PartBoundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }
  override render(): ReactNode {
    return this.state.failed ? <PartFault heightPx={this.props.heightPx} /> : this.props.children;
  }
}

function PartFault({ heightPx }: { readonly heightPx: number }) {
  const t = useWords(words);
  // A browser may remember that a module failed to load: only a page reload reliably fetches it again.
  const retry = <Button onClick={() => location.reload()}>{t.retry}</Button>;
  return (
    <div style={{ minHeight: heightPx }}>
      <Alert type="warning" showIcon role="alert" title={t.failed} action={retry} />
    </div>
  );
}
