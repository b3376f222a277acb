/** Page of items that are added and edited in a dialog: the list, the button that adds, and the dialog. */
import type { ItemOf, List } from "@gradphoto/domain";
import type { JsonRouteName } from "@gradphoto/domain/client";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useInvalidate } from "../../lib/use-answer.ts";
import { Page } from "../page.tsx";
import { DataList, type DataListProps } from "./data-list.tsx";
import type { Cells } from "./screen-columns.tsx";

interface Dialog<Row> {
  /** null: a new one. */
  readonly row: Row | null;
  readonly close: () => void;
  /** Called after the item was added or changed. */
  readonly done: () => void;
}

interface Props<Name extends JsonRouteName, Of extends List, Row extends ItemOf<Of>>
  extends Omit<DataListProps<Name, Of, Row>, "cells" | "open"> {
  readonly words: { readonly title: string; readonly about: string; readonly add: string };
  /** Content before the button that adds. */
  readonly extra?: ReactNode;
  /** undefined for a person who may only read. */
  readonly dialog: ((dialog: Dialog<Row>) => ReactNode) | undefined;
  /** Clicking anywhere on a row opens its dialog, where a row has no other action. */
  readonly rowOpens?: true;
  /** `edit` opens the dialog of a row; `changed` reloads the list. */
  readonly cells: (act: {
    readonly edit: (row: Row) => void;
    readonly changed: () => void;
  }) => Cells<Of, Row>;
}

export function ListPage<Name extends JsonRouteName, const Of extends List, Row extends ItemOf<Of>>(
  props: Props<Name, Of, Row>,
) {
  const { words, extra, dialog, rowOpens, cells, ...list } = props;
  const invalidate = useInvalidate();
  const [opened, setOpened] = useState<{ readonly row: Row | null } | null>(null);
  const edit = (row: Row): void => setOpened({ row });
  const changed = (): void => invalidate(list.list.route);
  const close = (): void => setOpened(null);
  const actions = (
    <>
      {extra}
      {dialog && (
        <Button type="primary" onClick={() => setOpened({ row: null })}>
          {words.add}
        </Button>
      )}
    </>
  );
  const done = (): void => {
    close();
    changed();
  };
  return (
    <Page title={words.title} about={words.about} actions={actions}>
      <DataList<Name, Of, Row>
        {...list}
        cells={cells({ edit, changed })}
        {...(rowOpens && { open: edit })}
      />
      {opened && dialog?.({ row: opened.row, close, done })}
    </Page>
  );
}
