import { UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useEffect } from "react";
import classes from "./counter.module.css";
import type { Notice } from "./till.ts";
import { t } from "../../text/text.ts";

const SHOWN_MS = 4_500;

interface NoticeBarProps {
  readonly notice: Notice | null;
  readonly onGone: () => void;
  /** No cart is shown: then it lies over the head of the screen. */
  readonly screen: boolean;
}

/**
 * Lies over the customer's row for a moment: where the eyes are while scanning, and where it
 * covers neither a total nor a button that is pressed with every sale.
 */
export function NoticeBar({ notice, onGone, screen }: NoticeBarProps) {
  useEffect(() => {
    if (notice === null) return undefined;
    const timer = setTimeout(onGone, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [notice, onGone]);
  return (
    <div role="status" aria-live="polite">
      {notice !== null && (
        <UnstyledButton
          className={classes.notice}
          data-tone={notice.tone}
          data-screen={screen}
          onClick={onGone}
          title={t("Dismiss")}
          data-testid="notice"
        >
          {notice.tone === "good" ? (
            <IconCheck size={20} aria-hidden />
          ) : (
            <IconAlertTriangle size={20} aria-hidden />
          )}
          {notice.text}
        </UnstyledButton>
      )}
    </div>
  );
}
