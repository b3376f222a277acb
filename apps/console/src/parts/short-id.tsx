/** Shortened id: its beginning is unique enough on a page. Copying yields the full id, and browser search finds it. */
import { Typography } from "antd";
import { Link } from "react-router";

/** Ids and order numbers are random; a name that somebody chose is displayed in full. */
const drawn = /^[0-9a-f-]{32,36}$/;

interface Props {
  readonly id: string;
  /** Link target. */
  readonly to?: string;
}

export function ShortId({ id, to }: Props) {
  const visible = drawn.test(id) ? <span title={id}>{id}</span> : <code>{id}</code>;
  return (
    <Typography.Text copyable={{ text: id }} className="console-short-id">
      {to === undefined ? visible : <Link to={to}>{visible}</Link>}
    </Typography.Text>
  );
}
