/** Sums above a list, in one line, so that its first row stays in sight. */
import { Flex, Typography } from "antd";

export function ListSums({
  sums,
}: {
  readonly sums: readonly (readonly [title: string, value: string | number])[];
}) {
  return (
    <Flex gap="4px 24px" wrap>
      {sums.map(([title, value]) => (
        <Typography.Text key={title} type="secondary">
          {title} <Typography.Text strong>{value}</Typography.Text>
        </Typography.Text>
      ))}
    </Flex>
  );
}
