import { Button, Group } from "@mantine/core";
import { IconArrowsExchange, IconTransfer } from "@tabler/icons-react";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { FormModal } from "../editing/form-modal.tsx";
import { NewButton } from "../editing/new-button.tsx";
import { Answered } from "../sheet/answered.tsx";
import { type Column, Sheet } from "../sheet/sheet.tsx";
import sheet from "../sheet/sheet.module.css";
import { useOffice } from "../shell/office-context.tsx";
import { MoveForm } from "./move-form.tsx";
import { SwapForm } from "./swap-form.tsx";
import { TypeForm } from "./type-form.tsx";
import { t } from "../../text/text.ts";

export type Position = Reply<"returnable.positions">["types"][number];

type Open =
  | { readonly form: "type"; readonly of: string | null }
  | { readonly form: "move" | "swap" };

/** How many of each kind are where, and whether that is what came in less what went out. */
export function PositionsView({ business }: { readonly business: string | null }) {
  const { may } = useOffice();
  const answer = useQuery("returnable.positions", { business });
  const types = useQuery("returnable.types", { business });
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const saved = () => {
    close();
    answer.reload();
    types.reload();
  };
  const edits = may("catalog.edit");
  const moves = may("stock.receive");
  const known = types.value?.types ?? [];
  const editing = open?.form === "type" ? known.find((each) => each.id === open.of) : undefined;
  return (
    <>
      <Group gap="sm" mb="sm">
        {edits && (
          <NewButton
            label={t("New kind")}
            onClick={() => setOpen({ form: "type", of: null })}
            testid="new-returnable"
          />
        )}
        {moves && known.length > 0 && (
          <>
            <Button
              variant="default"
              size="sm"
              leftSection={<IconTransfer size={16} aria-hidden />}
              onClick={() => setOpen({ form: "move" })}
              data-testid="returnable-move"
            >
              {t("Count in, set aside, lost")}
            </Button>
            <Button
              variant="default"
              size="sm"
              leftSection={<IconArrowsExchange size={16} aria-hidden />}
              onClick={() => setOpen({ form: "swap" })}
              data-testid="returnable-swap"
            >
              {t("Swap with the supplier")}
            </Button>
          </>
        )}
      </Group>
      <Answered query={answer}>
        {(reply) => (
          <Sheet
            label={t("Cylinders and containers")}
            testid="positions"
            columns={columns()}
            rows={reply.types}
            keyOf={(each) => each.type}
            onOpen={edits ? ({ type }) => setOpen({ form: "type", of: type }) : undefined}
            stale={answer.loading}
            empty={
              <EmptyState title={t("No kinds yet")}>
                {t(
                  "A kind is a brand and a size: its gas or water, its deposit, and whether each one has a serial.",
                )}
              </EmptyState>
            }
          />
        )}
      </Answered>
      <FormModal
        title={editing?.name ?? t("New kind of cylinder or container")}
        opened={open?.form === "type"}
        onClose={close}
        size="xl"
      >
        <TypeForm
          key={editing?.id ?? "new"}
          type={editing}
          others={known}
          business={business}
          onClose={close}
          onSaved={saved}
        />
      </FormModal>
      <FormModal
        title={t("Count in, set aside, write off")}
        opened={open?.form === "move"}
        onClose={close}
        size="lg"
      >
        <MoveForm types={known} onClose={close} onSaved={saved} />
      </FormModal>
      <FormModal
        title={t("Swap empties for fulls with the supplier")}
        opened={open?.form === "swap"}
        onClose={close}
        size="lg"
      >
        <SwapForm types={known} onClose={close} onSaved={saved} />
      </FormModal>
    </>
  );
}

const count = (
  id: keyof Position,
  title: string,
  of: (row: Position) => number | null,
): Column<Position> => ({
  id,
  title,
  figures: true,
  width: 92,
  cell: (row) => {
    const many = of(row);
    return many === null || many === 0 ? "–" : many;
  },
});

const columns = (): readonly Column<Position>[] => [
  {
    id: "name",
    title: t("Kind"),
    cell: (row) => (
      <>
        {row.name} {row.lent && <span className={sheet.tag}>{t("In stock")}</span>}{" "}
        {row.serialised && <span className={sheet.tag}>{t("By serial")}</span>}
      </>
    ),
  },
  count("full", t("Full"), (row) => (row.lent ? null : row.full)),
  count("empty", t("Empty"), (row) => row.empty),
  count("customer", t("On deposit"), (row) => row.customer),
  count("supplier", t("At supplier"), (row) => row.supplier),
  count("quarantine", t("Set aside"), (row) => row.quarantine),
  count("opening", t("At the start"), (row) => row.opening),
  count("acquired", t("Came in"), (row) => row.acquired),
  count("disposed", t("Went out"), (row) => row.disposed),
  {
    id: "balanced",
    title: t("Balance"),
    width: 120,
    cell: (row) => (row.balanced ? t("Balances") : t("Does not balance")),
  },
];
