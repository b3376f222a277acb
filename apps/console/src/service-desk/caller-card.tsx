/** Who is calling: the last four digits they say are checked without showing the number; the whole number is a look of its own. */
import { Alert, Button, Card, Flex, Form, Input, Typography } from "antd";
import { useState } from "react";
import { useAct } from "../lib/use-act.ts";
import { useInvalidate } from "../lib/use-answer.ts";
import { useWords } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { PhoneDialog } from "./phone-dialog.tsx";
import { serviceWords } from "./service-words.ts";

const isWhole = (digits: string): boolean => /^\d{4}$/.test(digits);

export function CallerCard({ collectionId }: { readonly collectionId: string }) {
  const t = useWords(serviceWords);
  const act = useAct();
  const invalidate = useInvalidate();
  const [digits, setDigits] = useState("");
  const [fits, setFits] = useState<boolean | null>(null);
  const [asking, setAsking] = useState(false);
  const [phone, setPhone] = useState<string | null>(null);
  const tell = (): void => invalidate("readCollectionForService");
  const check = async (): Promise<void> => {
    const answer = await act.run("checkPhone", { params: { collectionId }, body: { lastFourDigits: digits } });
    setFits(answer?.fits ?? null);
    if (answer) tell();
  };
  return (
    <Card size="small" title={t.caller} className="service-caller">
      <Form layout="vertical" onFinish={() => void check()}>
        <Form.Item label={t.lastFour} htmlFor="service-last-four" extra={t.lastFourHint} style={{ marginBottom: 8 }}>
          <Flex gap={8}>
            <Input
              id="service-last-four"
              inputMode="numeric"
              autoComplete="off"
              maxLength={4}
              // An answer never stands under other digits than it is about.
              readOnly={act.busy}
              value={digits}
              onChange={({ target }) => {
                setDigits(target.value.replace(/\D/g, ""));
                setFits(null);
              }}
            />
            <Button type="primary" htmlType="submit" disabled={!isWhole(digits)} loading={act.busy}>
              {t.check}
            </Button>
          </Flex>
        </Form.Item>
      </Form>
      <div role="status">
        {fits !== null && <Alert showIcon type={fits ? "success" : "warning"} title={fits ? t.fits : t.fitsNot} />}
      </div>
      <ProblemNote problem={act.problem} />
      {phone === null ? (
        <Button block onClick={() => setAsking(true)}>
          {t.showPhone}
        </Button>
      ) : (
        <Flex vertical>
          <Typography.Text className="service-phone" copyable={{ text: phone }}>
            {inGroups(phone)}
          </Typography.Text>
          <Typography.Text type="secondary">{t.phoneShown}</Typography.Text>
        </Flex>
      )}
      {asking && (
        <PhoneDialog
          collectionId={collectionId}
          done={(shown) => {
            setPhone(shown);
            setAsking(false);
            tell();
          }}
          close={() => setAsking(false)}
        />
      )}
    </Card>
  );
}

/** As a mainland number is read out; another one as it is. */
const inGroups = (phone: string): string => phone.replace(/^(1\d{2})(\d{4})(\d{4})$/, "$1 $2 $3");
