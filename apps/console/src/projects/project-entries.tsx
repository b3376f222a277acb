/** How students come straight to this project or to its school: mini-program codes and links, to be shown, saved and printed. */
import { pathOf } from "@gradphoto/domain";
import type { RouteAnswer } from "@gradphoto/domain/client";
import { Button, Flex, Typography } from "antd";
import { useNavigate } from "react-router";
import { useAnswer } from "../lib/use-answer.ts";
import { useSay, useWords, wordsOf } from "../lib/words.ts";
import { ProblemNote } from "../parts/problem.tsx";
import { projectName } from "../parts/project-name.ts";
import { QrCode } from "../parts/qr-code.tsx";
import "../parts/print.css";
import { MiniProgramCode } from "./mini-program-code.tsx";

const words = wordsOf(
  {
    about: "学生扫码后学校（与学历类别）已选好，仍以本人的采集码为准。可打印张贴，或把链接发到群里。",
    print: "打印二维码",
    poster: "入口海报",
    project: "本项目",
    school: "全校",
    scan: "用微信扫一扫，打开小程序",
    code: (of: string) => `小程序码 · ${of}`,
    save: "下载小程序码",
    link: "不用微信时，用手机浏览器扫码或打开链接",
    qr: (of: string) => `网页二维码 · ${of}`,
  },
  {
    about:
      "Scanning opens with the school (and the category) already chosen; the student's own collection code still decides. Print it, or send the link to a group.",
    print: "Print the codes",
    poster: "Poster",
    project: "This project",
    school: "The whole school",
    scan: "Scan with WeChat to open the mini-program",
    code: (of) => `Mini-program code · ${of}`,
    save: "Download the code",
    link: "Without WeChat: scan or open this in the phone's browser",
    qr: (of) => `QR code of the web page · ${of}`,
  },
);

export function ProjectEntries({ project }: { readonly project: RouteAnswer<"readProject"> }) {
  const t = useWords(words);
  const say = useSay();
  const navigate = useNavigate();
  const { projectId, schoolName } = project;
  const { value, problem, refetch } = useAnswer("readProjectEntries", { params: { projectId } });
  return (
    <Flex vertical gap={16}>
      <Flex gap={16} align="center" justify="space-between" wrap className="print-choices">
        <Typography.Text type="secondary">{t.about}</Typography.Text>
        <Flex gap={8}>
          <Button onClick={() => void navigate(`/projects/${projectId}/entry-poster`)}>{t.poster}</Button>
          <Button type="primary" disabled={!value} onClick={() => window.print()}>
            {t.print}
          </Button>
        </Flex>
      </Flex>
      <ProblemNote problem={problem} refetch={refetch} />
      {value && (
        <div className="print-entries">
          <Entry of="project" title={projectName(project, say)} link={value.projectLink} projectId={projectId} />
          <Entry of="school" title={schoolName} link={value.schoolLink} projectId={projectId} />
        </div>
      )}
    </Flex>
  );
}

interface EntryProps {
  readonly of: "project" | "school";
  readonly title: string;
  readonly link: string;
  readonly projectId: string;
}

function Entry({ of, title, link, projectId }: EntryProps) {
  const t = useWords(words);
  const address = pathOf("downloadMiniProgramCode", { projectId }, { of });
  return (
    <section className="print-entry">
      <Typography.Title level={2} className="print-entry-title" title={title}>
        {title}
      </Typography.Title>
      <Typography.Text type="secondary" className="print-choices">
        {t[of]}
      </Typography.Text>
      <MiniProgramCode
        address={address}
        label={t.code(t[of])}
        above={<Typography.Text>{t.scan}</Typography.Text>}
        below={
          <Button href={address} className="print-choices">
            {t.save}
          </Button>
        }
      />
      <Typography.Text>{t.link}</Typography.Text>
      <QrCode text={link} label={t.qr(t[of])} />
      <Typography.Text copyable className="print-entry-address">
        {link}
      </Typography.Text>
    </section>
  );
}
