/** Chooses a department of a project, or a class of it, for what is taken out: nothing chosen is all of them. */
import { Select, Space } from "antd";
import { useStaff } from "../lib/staff.ts";
import { useWords, wordsOf } from "../lib/words.ts";

const words = wordsOf(
  {
    "exported-department": "导出院系",
    "exported-class": "导出班级",
    "named-department": "院系",
    "named-class": "班级",
    everyDepartment: "全部院系",
    everyClass: "全部班级",
    unnamedDepartment: "未注明院系",
    unnamedClass: "未注明班级",
  },
  {
    "exported-department": "Department to export",
    "exported-class": "Class to export",
    "named-department": "Department",
    "named-class": "Class",
    everyDepartment: "All departments",
    everyClass: "All classes",
    unnamedDepartment: "No department",
    unnamedClass: "No class",
  },
);

/** A department or class without a name is one too. */
export interface Place {
  readonly department?: string;
  readonly className?: string;
}

interface Props {
  readonly classes: readonly Required<Place>[];
  /** Those too of which no class is known. */
  readonly departments?: readonly string[];
  readonly place: Place;
  readonly choose: (place: Place) => void;
  /** What is chosen: what is taken out, unless it is only named. */
  readonly of?: "exported" | "named";
}

/** No name of a place begins with it. */
const every = "\u0000";

export function PlaceChoice(props: Props) {
  const { classes, departments = [], place, choose, of = "exported" } = props;
  const t = useWords(words);
  const { department: own } = useStaff();
  if (own !== null) return <ClassChoice {...props} />;
  const offered = [...new Set([...classes.map(({ department }) => department), ...departments])];
  const within = classes.filter(({ department }) => department === place.department);
  return (
    <Space.Compact>
      <Select
        aria-label={t[`${of}-department`]}
        showSearch={{ optionFilterProp: "label" }}
        popupMatchSelectWidth={false}
        value={place.department ?? every}
        onChange={(department) => choose(department === every ? {} : { department })}
        options={[
          { value: every, label: t.everyDepartment },
          ...offered.map((value) => ({ value, label: value || t.unnamedDepartment })),
        ]}
      />
      {place.department !== undefined && (
        <Select
          aria-label={t[`${of}-class`]}
          showSearch={{ optionFilterProp: "label" }}
          popupMatchSelectWidth={false}
          value={place.className ?? every}
          onChange={(className) =>
            choose(className === every ? { department: place.department ?? "" } : { ...place, className })
          }
          options={[
            { value: every, label: t.everyClass },
            ...within.map(({ className }) => ({ value: className, label: className || t.unnamedClass })),
          ]}
        />
      )}
    </Space.Compact>
  );
}

/** Of staff of one department, who see its classes alone. */
function ClassChoice({ classes, place, choose, of = "exported" }: Props) {
  const t = useWords(words);
  const at = classes.findIndex((one) => one.department === place.department && one.className === place.className);
  return (
    <Select
      aria-label={t[`${of}-class`]}
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      value={at}
      onChange={(index) => {
        const { department, className } = classes[index] ?? {};
        choose(department === undefined || className === undefined ? {} : { department, className });
      }}
      options={[
        { value: -1, label: t.everyClass },
        ...classes.map(({ className }, value) => ({ value, label: className || t.unnamedClass })),
      ]}
    />
  );
}

/** For a heading: what is chosen. */
export const placeName = ({ department, className }: Place): string =>
  [department, className].filter((name) => name !== undefined && name !== "").join(" ");

/** Whether a class is among what is chosen. */
export const isWithin = ({ department, className }: Place, one: Required<Place>): boolean =>
  (department === undefined || one.department === department) &&
  (className === undefined || one.className === className);
