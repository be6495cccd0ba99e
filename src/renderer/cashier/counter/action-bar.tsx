import { Button } from "@mantine/core";
import { Key } from "../../ui/key.tsx";
import classes from "./counter.module.css";
import type { KeyAct } from "./keys.ts";

interface ActionBarProps {
  readonly parked: number;
  readonly empty: boolean;
  readonly mayOpenDrawer: boolean;
  readonly onAct: (act: KeyAct) => void;
}

/** The acts beside selling, each with its key. */
export function ActionBar({ parked, empty, mayOpenDrawer, onAct }: ActionBarProps) {
  const acts = [
    { act: "park", key: "F4", words: "Park", off: empty },
    { act: "recall", key: "F6", words: parked > 0 ? `Recall (${parked})` : "Recall", off: false },
    { act: "drawer", key: "F7", words: "Drawer", off: !mayOpenDrawer },
    { act: "discount", key: "F8", words: "Discount", off: empty },
    { act: "help", key: "F1", words: "Help", off: false },
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
}
