/** The app: every page draws itself; nothing is started before one does. */
import type { PropsWithChildren } from "react";
import { useStartForUnknown } from "./platform/navigation.ts";
import "./app.scss";

export default function App({ children }: PropsWithChildren) {
  useStartForUnknown();
  return children;
}
