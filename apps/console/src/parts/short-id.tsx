/** An id by its beginning, which tells it from the others on a page; copied whole, and all there for whoever searches the page. */
import { Typography } from "antd";
import { Link } from "react-router";

/** Ids and order numbers are drawn by chance; a name that somebody chose is read whole. */
const drawn = /^[0-9a-f-]{32,36}$/;

interface Props {
  readonly id: string;
  /** Where it leads. */
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
