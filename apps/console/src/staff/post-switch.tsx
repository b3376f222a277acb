/** Active post, and a menu to switch to another of one's own. */
import { DownOutlined } from "@ant-design/icons";
import { postWords } from "@gradphoto/domain";
import { App, Button, Dropdown, Typography } from "antd";
import { useNavigate } from "react-router";
import { type Staff, useStaff } from "../lib/staff.ts";
import { useAct } from "../lib/use-act.ts";
import { useTranslate, useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf(
  { acts: "当前岗位：", switched: (post: string) => `已切换到：${post}` },
  { acts: "Acting as ", switched: (post) => `Now acting as: ${post}` },
);

interface Props {
  /** Asks before unsaved input is lost. */
  readonly guard: (leave: () => void) => void;
  readonly whenIn: (staff: Staff) => void;
}

/** Renders nothing for a person with only one post. */
export function PostSwitch({ guard, whenIn }: Props) {
  const t = useWords(words);
  const translate = useTranslate();
  const { posts, postId } = useStaff();
  const navigate = useNavigate();
  const act = useAct();
  const { message } = App.useApp();
  const current = posts.find((post) => post.postId === postId);
  if (posts.length < 2 || !current) return null;
  const go = async (to: string): Promise<void> => {
    const answer = await act.run("switchPost", { body: { postId: to } });
    if (!answer) return;
    whenIn(answer.account);
    void navigate("/");
    void message.success(t.switched(translate(postWords(answer.account))));
  };
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectedKeys: [postId],
        items: posts.map((post) => ({ key: post.postId, label: translate(postWords(post)) })),
        onClick: ({ key }) => {
          if (key !== postId) guard(() => void go(key));
        },
      }}
    >
      <Button type="text" className="console-who" loading={act.busy}>
        <Typography.Text ellipsis style={{ maxWidth: 260 }}>
          {t.acts}
          {translate(postWords(current))}
        </Typography.Text>
        <DownOutlined />
      </Button>
    </Dropdown>
  );
}
