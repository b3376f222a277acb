/**
 * Closing an overlay by the system's back gesture: through WeChat's own container component, or through the history on
 * the web.
 */
import { PageContainer } from "@tarojs/components";

export function BackCloses({ onBack }: { readonly onBack: () => void }) {
  if (process.env.TARO_ENV !== "weapp") return null;
  return <PageContainer show overlay={false} duration={0} position="center" onAfterLeave={onBack} />;
}
