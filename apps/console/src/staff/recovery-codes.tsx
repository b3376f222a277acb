/** Ten recovery codes, displayed only once. */
import { Alert, Button, Flex, Typography } from "antd";
import { useWords } from "../lib/words.ts";
import { securityWords } from "./security-words.ts";

interface Props {
  readonly codes: readonly string[];
  readonly confirmSaved: () => void;
}

export function RecoveryCodes({ codes, confirmSaved: stored }: Props) {
  const t = useWords(securityWords);
  return (
    <Flex vertical gap={12} style={{ maxWidth: 480 }}>
      <Alert type="warning" showIcon title={t.recoveryTitle} description={t.recoveryAbout} />
      <Typography.Paragraph copyable={{ text: codes.join("\n") }} className="console-codes">
        {codes.map((code) => (
          <code key={code}>{code}</code>
        ))}
      </Typography.Paragraph>
      <Button type="primary" onClick={stored}>
        {t.confirmSaved}
      </Button>
    </Flex>
  );
}
