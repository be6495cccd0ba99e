import { Button } from "@mantine/core";
import { memo } from "react";
import { useLanguage } from "../../text/language.ts";
import { Key } from "../../ui/key.tsx";
import classes from "./counter.module.css";
import type { KeyAct } from "./keys.ts";

interface ActionBarProps {
  readonly parked: number;
  readonly empty: boolean;
  readonly mayOpenDrawer: boolean;
  /** The business takes in jobs. */
  readonly jobs: boolean;
  readonly onAct: (act: KeyAct) => void;
}

const HELP = [{ act: "help", key: "F1", words: "Help", off: false }] as const;
const JOBS = [
  { act: "intake", key: "Alt N", words: "New job", off: false },
  { act: "jobs", key: "Alt J", words: "Jobs", off: false },
] as const;

/** The acts beside selling, each with its key. Memoised: a scan changes none of them. */
export const ActionBar = memo(function ActionBar(props: ActionBarProps) {
  useLanguage(); // memoised
  const { parked, empty, mayOpenDrawer, jobs, onAct } = props;
  const acts = [
    ...(jobs ? JOBS : []),
    { act: "park", key: "F4", words: "Park", off: empty },
    { act: "recall", key: "F6", words: parked > 0 ? `Recall (${parked})` : "Recall", off: false },
    { act: "drawer", key: "F7", words: "Drawer", off: !mayOpenDrawer },
    { act: "discount", key: "F8", words: "Discount", off: empty },
    ...(jobs ? [] : HELP),
    { act: "menu", key: "F10", words: "Menu", off: false },
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
