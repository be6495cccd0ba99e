import { Button } from "@mantine/core";
import { memo } from "react";
import { useLanguage } from "../../text/language.ts";
import { Key } from "../../ui/key.tsx";
import classes from "./counter.module.css";
import type { KeyAct } from "./keys.ts";
import { t } from "../../text/text.ts";

interface ActionBarProps {
  readonly parked: number;
  readonly empty: boolean;
  readonly mayOpenDrawer: boolean;
  /** The business takes in jobs. */
  readonly jobs: boolean;
  /** An intake lies there, to be gone on with first: it has a button of its own. */
  readonly begun: boolean;
  /** A payment for a job lies there, likewise. */
  readonly paying: boolean;
  readonly onAct: (act: KeyAct) => void;
}

const help = () => [{ act: "help", key: "F1", words: t("Help"), off: false }] as const;
const newJob = () => [{ act: "intake", key: t("Alt N"), words: t("New job"), off: false }] as const;
const jobActs = () => [{ act: "jobs", key: t("Alt J"), words: t("Jobs"), off: false }] as const;

/** The acts beside selling, each with its key. Memoised: a scan changes none of them. */
export const ActionBar = memo(function ActionBar(props: ActionBarProps) {
  useLanguage(); // memoised
  const { parked, empty, mayOpenDrawer, jobs, begun, paying, onAct } = props;
  const acts = [
    ...(jobs && !begun ? newJob() : []),
    ...(jobs && !paying ? jobActs() : []),
    { act: "park", key: "F4", words: t("Park"), off: empty },
    {
      act: "recall",
      key: "F6",
      words: parked > 0 ? t("Recall ({parked})", { parked }) : t("Recall"),
      off: false,
    },
    { act: "drawer", key: "F7", words: t("Drawer"), off: !mayOpenDrawer },
    { act: "discount", key: "F8", words: t("Discount"), off: empty },
    ...(jobs ? [] : help()),
    { act: "menu", key: "F10", words: t("Menu"), off: false },
  ] as const;
  return (
    <div className={classes.actions}>
      {acts.map(({ act, key, words, off }) => (
        <Button
          key={act}
          className={classes.action}
          variant="default"
          disabled={off}
          rightSection={<Key>{key}</Key>}
          onClick={() => onAct({ act })}
          data-testid={`act-${act}`}
        >
          {words}
        </Button>
      ))}
    </div>
  );
});
