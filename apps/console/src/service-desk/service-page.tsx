/** Start page of customer service: the search and its results; a single result opens by itself. */
import { AutoComplete, Button, Empty, Flex, Typography } from "antd";
import { useDeferredValue, useState } from "react";
import { Link, useNavigate } from "react-router";
import { moment } from "../lib/amounts.ts";
import { useAnswer } from "../lib/use-answer.ts";
import { useTranslate, useWords } from "../lib/words.ts";
import { DenseTable, openingRow } from "../parts/dense-table.tsx";
import { Page } from "../parts/page.tsx";
import { ProblemNote } from "../parts/problem.tsx";
import { ToneTag } from "../parts/tone-tag.tsx";
import "./service.css";
import { SearchBox } from "./search-box.tsx";
import { serviceWords } from "./service-words.ts";
import { type Match, useSearch } from "./use-search.ts";

export default function ServicePage() {
  const t = useWords(serviceWords);
  const translate = useTranslate();
  const navigate = useNavigate();
  const { search, busy, problem, find, more } = useSearch();
  const open = ({ collectionId }: Match): void => void navigate(`/service/${collectionId}`);
  const go = async (text: string, schoolCode?: string): Promise<void> => {
    const only = await find(text, schoolCode);
    if (only) open(only);
  };
  return (
    <Page title={t.title} about={t.about}>
      <SearchBox
        key={search?.text}
        initial={search?.text ?? ""}
        busy={busy}
        find={(text) => void go(text)}
      />
      <ProblemNote problem={problem} />
      <div role="status" aria-live="polite">
        {search !== null && search.matches.length > 0 && (
          <Typography.Text>
            {t.several(`${search.matches.length}${search.next === null ? "" : "+"}`)}
          </Typography.Text>
        )}
        {search !== null && search.matches.length === 0 && <Empty description={t.none} />}
        {search !== null && search.matches.length === 0 && !/\d/.test(search.text) && (
          <SchoolOfName choose={(schoolCode) => void go(search.text, schoolCode)} />
        )}
      </div>
      {search !== null && search.matches.length > 0 && (
        <DenseTable<Match>
          wraps
          rowKey={({ collectionId }) => collectionId}
          dataSource={[...search.matches]}
          onRow={(row) => openingRow(() => open(row))}
          columns={[
            {
              title: t.name,
              render: (_, { collectionId, student }) => (
                <Link to={`/service/${collectionId}`}>{student.nameMasked}</Link>
              ),
            },
            { title: t.number, render: (_, { student }) => student.studentNumberMasked },
            { title: t.school, dataIndex: "schoolName" },
            {
              title: t.category,
              render: (_, { categoryLabel, graduationYear }) =>
                `${translate(categoryLabel)} ${graduationYear}`,
            },
            {
              title: t.state,
              render: (_, { tone, label }) => <ToneTag tone={tone} label={label} />,
            },
            { title: t.begun, render: (_, { createdAt }) => moment(createdAt) },
          ]}
        />
      )}
      {search?.next && (
        <Flex justify="flex-end">
          <Button loading={busy} onClick={() => void more()}>
            {t.more}
          </Button>
        </Flex>
      )}
    </Page>
  );
}

/** A name alone identifies nobody, so it is searched again within the chosen school. */
function SchoolOfName({ choose }: { readonly choose: (schoolCode: string) => void }) {
  const t = useWords(serviceWords);
  const [text, setText] = useState("");
  const query = useDeferredValue(text.trim());
  const { value } = useAnswer("findSchools", query === "" ? null : { query: { query } }, {
    about: "service-search",
  });
  return (
    <Flex justify="center" align="center" gap={8} wrap>
      <Typography.Text>{t.nameNeedsSchool}</Typography.Text>
      <AutoComplete
        aria-label={t.schoolHint}
        placeholder={t.schoolHint}
        value={text}
        onChange={setText}
        onSelect={choose}
        options={(value?.schools ?? []).map(({ schoolCode, name }) => ({
          value: schoolCode,
          label: name,
        }))}
        style={{ width: 280 }}
      />
    </Flex>
  );
}
