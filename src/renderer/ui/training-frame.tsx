import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { call } from "../rpc/call.ts";
import { t } from "../text/text.ts";
import classes from "./training-frame.module.css";

interface TrainingFrameProps {
  readonly onEnded: () => void;
  readonly children: ReactNode;
}

/** Around everything while somebody practises: no screen of it can be taken for the real till. */
export function TrainingFrame({ onEnded, children }: TrainingFrameProps) {
  const [ending, setEnding] = useState(false);
  const end = async () => {
    setEnding(true);
    await call("training.end", {});
    onEnded();
  };
  return (
    <div className={classes.frame}>
      <div className={classes.bar} role="status" data-testid="training">
        <strong>{t("TRAINING")}</strong>
        <span>{t("Nothing here is real: no sale, no stock, no money.")}</span>
        <Button
          variant="white"
          color="dark"
          loading={ending}
          onClick={() => void end()}
          data-testid="training-end"
        >
          {t("End training")}
        </Button>
      </div>
      <div className={classes.inside}>{children}</div>
    </div>
  );
}
