/** A long number by its first characters, to be copied whole; it is all there for whoever searches the page or points at it. */
import { Typography } from "antd";

export const ShortId = ({ text }: { readonly text: string }) => (
  <Typography.Text copyable={{ text }} className="console-short-id">
    <span title={text}>{text}</span>
  </Typography.Text>
);
