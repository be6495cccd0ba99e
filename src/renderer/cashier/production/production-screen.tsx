import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import type { BusinessDay } from "#shared/kernel/date.ts";
import { dayWords } from "../../text/day-words.ts";
import { RunForm } from "../../production/run-form.tsx";
import { Key } from "../../ui/key.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useScanner } from "../../ui/scanner/scanner-provider.tsx";
import { useEscape } from "../counter/use-keys.ts";
import { t } from "../../text/text.ts";
import classes from "./production.module.css";

interface ProductionScreenProps {
  readonly business: string;
  readonly name: string;
  readonly day: BusinessDay;
  readonly onRecorded: () => void;
  readonly onLeave: () => void;
}

/** The shop floor fills bottles where it sells them: the same form as the office's. */
export function ProductionScreen(props: ProductionScreenProps) {
  const { business, name, day, onRecorded, onLeave } = props;
  useEscape(onLeave);
  // Nothing is sold here: a scan is not for a cart.
  useScanner(() => false);
  return (
    <div className={classes.page} data-testid="counter-production">
      <PageHeader title={t("Production, {name}", { name })} subtitle={dayWords(day)}>
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
          rightSection={<Key>Esc</Key>}
          onClick={onLeave}
        >
          {t("Back")}
        </Button>
      </PageHeader>
      <div className={classes.card}>
        <RunForm business={business} day={day} today={day} onRecorded={onRecorded} />
      </div>
    </div>
  );
}
