import { Button, SegmentedControl } from "@mantine/core";
import { IconFileSearch, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { BusinessFilter } from "../filters/business-filter.tsx";
import { SearchBox } from "../fields/search-box.tsx";
import { refilter } from "../route/use-route.ts";
import { useFilters, useOffice } from "../shell/office-context.tsx";
import { Page } from "../shell/page.tsx";
import { CompareModal } from "./compare-modal.tsx";
import { ReceiptsTab } from "./receipts-tab.tsx";
import { ReceiveModal } from "./receive-modal.tsx";
import { UnmatchedTab } from "./unmatched-tab.tsx";
import { t } from "../../text/text.ts";

const tabs = () =>
  [
    { value: "claimed", label: t("Claimed") },
    { value: "unmatched", label: t("Without a sale") },
    { value: "all", label: t("All payments") },
  ] as const;

type Tab = ReturnType<typeof tabs>[number]["value"];

const words = (): Readonly<Record<Tab, string>> => ({
  claimed: t("Codes that a cashier typed and whose money nobody has seen yet, in KES"),
  unmatched: t("Money that came and belongs to no sale yet, in KES"),
  all: t("Every M-Pesa payment in the books, latest first, in KES"),
});

/** From the claim to the statement: which money was seen, and what came without a sale. */
export function MpesaScreen() {
  const { route, filters } = useFilters();
  const { may } = useOffice();
  const [open, setOpen] = useState<"receive" | "compare">();
  const [changed, setChanged] = useState(0);
  const asked = route.query["tab"];
  const tab = tabs().find((each) => each.value === asked)?.value ?? "claimed";
  const { business } = filters;
  const close = () => setOpen(undefined);
  const done = () => {
    close();
    setChanged((before) => before + 1);
  };
  return (
    <Page
      testid="mpesa"
      title="M-Pesa"
      subtitle={words()[tab]}
      tools={
        <>
          {tab === "all" && <SearchBox label={t("Whole code")} />}
          {may("ledger.post") && (
            <>
              <Button
                size="sm"
                variant="default"
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={() => setOpen("receive")}
                data-testid="mpesa-receive"
              >
                {t("Money without a sale")}
              </Button>
              <Button
                size="sm"
                leftSection={<IconFileSearch size={16} aria-hidden />}
                onClick={() => setOpen("compare")}
                data-testid="mpesa-compare"
              >
                {t("Compare messages or statement")}
              </Button>
            </>
          )}
        </>
      }
      toolbar={
        <>
          <BusinessFilter value={business} />
          <SegmentedControl
            size="sm"
            value={tab}
            onChange={(next) => refilter(route, { tab: next, page: null })}
            data={[...tabs()]}
            data-testid="mpesa-tab"
          />
        </>
      }
    >
      {tab === "unmatched" ? (
        <UnmatchedTab key={changed} business={business} />
      ) : (
        <ReceiptsTab
          key={`${tab} ${changed}`}
          business={business}
          state={tab}
          code={tab === "all" ? (route.query["text"] ?? "") : ""}
        />
      )}
      <ReceiveModal opened={open === "receive"} onClose={close} onDone={done} />
      <CompareModal opened={open === "compare"} onClose={close} onDone={done} />
    </Page>
  );
}
