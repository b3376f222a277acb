/** In WeChat the system's way back closes what lies over the page through a container of WeChat's own; on the web the history does. */
import { PageContainer } from "@tarojs/components";

export function BackCloses({ onBack }: { readonly onBack: () => void }) {
  if (process.env.TARO_ENV !== "weapp") return null;
  return <PageContainer show overlay={false} duration={0} position="center" onAfterLeave={onBack} />;
}
