/** Section whose code is a separate chunk: a placeholder of its height while it loads, and a reload button on failure. */
import { Alert, Button, Skeleton } from "antd";
import { Component, type ReactNode, Suspense } from "react";
import { useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf(
  { failed: "这一部分没有加载出来，可能是网络中断。", retry: "重新加载" },
  { failed: "This part did not arrive; the network may be down.", retry: "Load again" },
);

/** Height of one line of the skeleton, including the gap. */
const skeletonRowPx = 32;

interface Props {
  readonly heightPx: number;
  readonly children: ReactNode;
}

export function LazySection({ heightPx, children }: Props) {
  const placeholder = (
    <div className="console-placeholder" style={{ height: heightPx }}>
      <Skeleton
        active
        title={false}
        paragraph={{ rows: Math.max(1, Math.floor(heightPx / skeletonRowPx)) }}
      />
    </div>
  );
  return (
    <SectionErrorBoundary heightPx={heightPx}>
      <Suspense fallback={placeholder}>{children}</Suspense>
    </SectionErrorBoundary>
  );
}

/** Error boundary: the rest of the page stays as it is. */
class SectionErrorBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };
  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }
  override render(): ReactNode {
    return this.state.hasFailed ? (
      <SectionLoadError heightPx={this.props.heightPx} />
    ) : (
      this.props.children
    );
  }
}

function SectionLoadError({ heightPx }: { readonly heightPx: number }) {
  const t = useWords(words);
  // A browser may remember that a module failed to load: only a page reload reliably fetches it again.
  const retry = <Button onClick={() => location.reload()}>{t.retry}</Button>;
  return (
    <div style={{ minHeight: heightPx }}>
      <Alert type="warning" showIcon role="alert" title={t.failed} action={retry} />
    </div>
  );
}
