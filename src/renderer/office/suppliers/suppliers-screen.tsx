import { Button, Switch } from "@mantine/core";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { sum } from "#shared/kernel/money.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { FormBody, FormModal } from "../editing/form-modal.tsx";
import { NewButton } from "../editing/new-button.tsx";
import { NameAndPhone } from "../fields/name-and-phone.tsx";
import { SearchBox } from "../fields/search-box.tsx";
import { href } from "../route/route.ts";
import { refilter, useRoute } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { Figure } from "../sheet/cells.tsx";
import { NoMatch } from "../sheet/no-match.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { t } from "../../text/text.ts";

type Supplier = Reply<"supplier.list">["suppliers"][number];

export function SuppliersScreen() {
  const route = useRoute();
  const { may } = useOffice();
  const { text = "" } = route.query;
  const answer = useQuery("supplier.list", { text });
  const [editing, setEditing] = useState<Supplier | "new">();
  const edits = may("stock.receive");
  const supplier = editing === "new" ? undefined : editing;
  return (
    <Page
      testid="suppliers"
      title={t("Suppliers")}
      subtitle={t("Who brings the goods, and what is owed to them, in KES")}
      tools={
        <>
          <SearchBox label={t("Name")} />
          {edits && (
            <NewButton
              label={t("New supplier")}
              onClick={() => setEditing("new")}
              testid="new-supplier"
            />
          )}
        </>
      }
    >
      <Answered query={answer}>
        {({ suppliers }) => (
          <Sheet
            label={t("Suppliers")}
            testid="suppliers"
            columns={columnsOf(suppliers, may("ledger.post"))}
            rows={suppliers}
            keyOf={(each) => each.id}
            onOpen={edits ? setEditing : undefined}
            quiet={(each) => !each.active}
            stale={answer.loading}
            empty={
              text === "" ? (
                <EmptyState
                  title={t("No suppliers yet")}
                  action={
                    edits && (
                      <NewButton
                        label={t("New supplier")}
                        onClick={() => setEditing("new")}
                        testid="new-supplier-empty"
                      />
                    )
                  }
                >
                  {t("A supplier is needed to receive goods.")}
                </EmptyState>
              ) : (
                <NoMatch what={t("suppliers")} onClear={() => refilter(route, { text: null })} />
              )
            }
          />
        )}
      </Answered>
      <FormModal
        title={supplier?.name ?? t("New supplier")}
        opened={editing !== undefined}
        onClose={() => setEditing(undefined)}
        size="md"
      >
        <Fields
          supplier={supplier}
          onClose={() => setEditing(undefined)}
          onSaved={() => {
            setEditing(undefined);
            answer.reload();
          }}
        />
      </FormModal>
    </Page>
  );
}

function columnsOf(suppliers: readonly Supplier[], pays: boolean): readonly Column<Supplier>[] {
  return [
    {
      id: "name",
      title: t("Supplier"),
      cell: (each) => (
        <>
          <a href={href("supplier", each.id)}>{each.name}</a>{" "}
          {!each.active && <span className={sheet.tag}>{t("Inactive")}</span>}
        </>
      ),
      foot: t("Together"),
    },
    { id: "phone", title: t("Phone"), width: 170, cell: (each) => each.phone },
    {
      id: "owed",
      title: t("Owed"),
      figures: true,
      width: 170,
      cell: (each) => <Figure amount={each.owed} href={href("supplier", each.id)} />,
      foot: <Figure amount={sum(suppliers.map((each) => each.owed))} testid="owed-total" />,
    },
    {
      id: "pay",
      title: "",
      width: 100,
      figures: true,
      cell: (each) =>
        pays &&
        each.active &&
        each.owed > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            component="a"
            href={href("record", "pay-supplier", { supplier: each.id })}
          >
            {t("Pay")}
          </Button>
        ),
    },
  ];
}

interface FieldsProps {
  readonly supplier: Supplier | undefined;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

function Fields({ supplier, onClose, onSaved }: FieldsProps) {
  const { send, sending, problem } = useCommand("supplier.save");
  const [name, setName] = useState(supplier?.name ?? "");
  const [phone, setPhone] = useState(supplier?.phone ?? "");
  const [active, setActive] = useState(supplier?.active ?? true);
  const save = async () => {
    const id = supplier?.id ?? null;
    const answer = await send({ id, name: name.trim(), phone: phone.trim(), active });
    if (answer?.ok === true) onSaved();
  };
  return (
    <FormBody
      ready={name.trim() !== ""}
      sending={sending}
      problem={problem}
      onSave={save}
      onCancel={onClose}
    >
      <NameAndPhone of="supplier" name={name} phone={phone} onName={setName} onPhone={setPhone} />
      {supplier !== undefined && (
        <Switch
          label={t("Active")}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
    </FormBody>
  );
}
