import { SegmentedControl } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useState } from "react";
import type { Reply } from "#shared/contract/index.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { EmptyState } from "../../ui/states.tsx";
import { FormModal } from "../editing/form-modal.tsx";
import { refilter, useRoute } from "../route/use-route.ts";
import { Answered } from "../sheet/answered.tsx";
import { NoMatch } from "../sheet/no-match.tsx";
import { Paper } from "../sheet/paper.tsx";
import { useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { useLive } from "../shell/use-live.ts";
import { shownIn, viewOf, type Exception, type View } from "./exceptions-model.ts";
import { ExceptionItem } from "./exception-item.tsx";
import classes from "./exceptions.module.css";
import { LateList } from "./late-list.tsx";
import { SettleForm } from "./settle-form.tsx";
import { t } from "../../text/text.ts";

const words = (): Readonly<Record<View, string>> => ({
  open: t("Nothing was lost: what two tills did stands, and this is what it leaves to do"),
  settled: t("What was done about them, by whom, and what has passed by itself"),
  late: t("Their own day was closed when they arrived, so they count on another one"),
});

/** What the books of several tills break when they meet: each with what to do, until it is done. */
export function ExceptionsScreen() {
  const route = useRoute();
  const answer = useQuery("exception.list", {});
  useLive(answer.reload);
  const [settling, setSettling] = useState<Exception>();
  const view = viewOf(route.query["view"]);
  return (
    <Page
      testid="exceptions"
      title={t("Exceptions")}
      subtitle={words()[view]}
      toolbar={
        <SegmentedControl
          size="sm"
          aria-label={t("Which exceptions")}
          data={tabsOf(answer.value)}
          value={view}
          onChange={(next) => refilter(route, { view: next === "open" ? null : next, kind: null })}
          data-testid="exceptions-view"
        />
      }
      scroll
    >
      <Answered query={answer}>
        {({ exceptions, late }) =>
          view === "late" ? (
            <LateList late={late} />
          ) : (
            <List
              all={exceptions}
              view={view}
              kind={route.query["kind"] ?? ""}
              onClear={() => refilter(route, { kind: null })}
              onSettle={setSettling}
            />
          )
        }
      </Answered>
      <FormModal
        title={t("Settle it")}
        size="md"
        opened={settling !== undefined}
        onClose={() => setSettling(undefined)}
      >
        {settling !== undefined && (
          <SettleForm
            exception={settling}
            onClose={() => setSettling(undefined)}
            onDone={() => {
              setSettling(undefined);
              answer.reload();
            }}
          />
        )}
      </FormModal>
    </Page>
  );
}

function tabsOf(value: Reply<"exception.list"> | undefined) {
  const open = value?.exceptions.filter((each) => each.state === "open").length ?? 0;
  const late = value?.late.length ?? 0;
  return [
    { value: "open", label: open === 0 ? t("To settle") : t("To settle ({open})", { open }) },
    { value: "settled", label: t("Settled") },
    {
      value: "late",
      label:
        late === 0 ? t("Posted on another day") : t("Posted on another day ({late})", { late }),
    },
  ];
}

interface ListProps {
  readonly all: readonly Exception[];
  readonly view: "open" | "settled";
  readonly kind: string;
  readonly onClear: () => void;
  readonly onSettle: (exception: Exception) => void;
}

function List({ all, view, kind, onClear, onSettle }: ListProps) {
  const { may } = useOffice();
  const shown = shownIn(view, all, kind);
  if (shown.length === 0) {
    return (
      <Paper>
        {kind !== "" && shownIn(view, all, "").length > 0 ? (
          <NoMatch what={t("exceptions")} onClear={onClear} />
        ) : (
          <EmptyState
            title={view === "open" ? t("The tills agree") : t("Nothing was settled yet")}
            icon={<IconCircleCheck size={40} stroke={1.4} aria-hidden />}
          >
            {view === "open"
              ? t(
                  "Where two tills sell the same last goods, refund one sale or use one M-Pesa code while apart, it is shown here with what to do.",
                )
              : t("What somebody settles is kept here, with the name, the day and the reason.")}
          </EmptyState>
        )}
      </Paper>
    );
  }
  return (
    <Paper>
      <ul className={classes.tasks} data-testid="exception-list">
        {shown.map((each) => (
          <ExceptionItem
            key={`${each.of} ${each.kind} ${JSON.stringify(each.detail)}`}
            exception={each}
            onSettle={may("ledger.post", each.business ?? undefined) ? onSettle : undefined}
          />
        ))}
      </ul>
    </Paper>
  );
}
