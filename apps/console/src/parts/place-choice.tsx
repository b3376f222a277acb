/** Select for a department of a project, or a class of it, to export or to name. No choice means all. */
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

/** Students without a department or class form a place of their own. */
export interface Place {
  readonly department?: string;
  readonly className?: string;
}

interface Props {
  readonly classes: readonly Required<Place>[];
  /** Includes departments for which no class is known. */
  readonly departments?: readonly string[];
  readonly place: Place;
  readonly choose: (place: Place) => void;
  /** Purpose of the choice: an export, or only naming a place. */
  readonly of?: "exported" | "named";
}

/** No name of a place starts with this character. */
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
            choose(
              className === every
                ? { department: place.department ?? "" }
                : { ...place, className },
            )
          }
          options={[
            { value: every, label: t.everyClass },
            ...within.map(({ className }) => ({
              value: className,
              label: className || t.unnamedClass,
            })),
          ]}
        />
      )}
    </Space.Compact>
  );
}

/** Class choice for staff of one department, who see only its classes. */
function ClassChoice({ classes, place, choose, of = "exported" }: Props) {
  const t = useWords(words);
  const at = classes.findIndex(
    (one) => one.department === place.department && one.className === place.className,
  );
  return (
    <Select
      aria-label={t[`${of}-class`]}
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={false}
      value={at}
      onChange={(index) => {
        const { department, className } = classes[index] ?? {};
        choose(
          department === undefined || className === undefined ? {} : { department, className },
        );
      }}
      options={[
        { value: -1, label: t.everyClass },
        ...classes.map(({ className }, value) => ({ value, label: className || t.unnamedClass })),
      ]}
    />
  );
}

/** Name of the choice, for a heading. */
export const placeName = ({ department, className }: Place): string =>
  [department, className].filter((name) => name !== undefined && name !== "").join(" ");

/** Whether the choice includes a class. */
export const isWithin = ({ department, className }: Place, one: Required<Place>): boolean =>
  (department === undefined || one.department === department) &&
  (className === undefined || one.className === className);
