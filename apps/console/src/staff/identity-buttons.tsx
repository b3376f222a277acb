/** The systems by which staff may sign in beside their password, one button each; nothing where there are none. */
import { Button, Divider, Flex } from "antd";
import { useAct } from "../lib/use-act.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { leaveFor } from "./identity-trip.ts";
import { identityWords } from "./identity-words.ts";

export function IdentityButtons() {
  const t = useWords(identityWords);
  const say = useSay();
  const act = useAct();
  const { value } = useAnswer("listIdentityProviders", {});
  const providers = value?.providers ?? [];
  if (providers.length === 0) return null;
  const begin = async (providerId: string): Promise<void> => {
    const trip = await act.run("beginIdentitySignIn", { params: { providerId } });
    if (trip) leaveFor(trip.url, { state: trip.state, binds: false });
  };
  return (
    <Flex vertical gap={8}>
      <Divider plain style={{ margin: "4px 0" }}>
        {t.or}
      </Divider>
      <ProblemNote problem={act.problem} />
      {providers.map(({ providerId, name }) => (
        <Button key={providerId} block disabled={act.busy} onClick={() => void begin(providerId)}>
          {say(name)}
        </Button>
      ))}
    </Flex>
  );
}
