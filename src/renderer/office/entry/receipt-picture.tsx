import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPrinter } from "@tabler/icons-react";
import { call } from "../../rpc/call.ts";
import { refusalWords } from "../../rpc/refusal-words.ts";
import { useQuery } from "../../rpc/use-query.ts";
import { Answered } from "../sheet/answered.tsx";
import { Paper } from "../sheet/paper.tsx";
import { t } from "../../text/text.ts";
import classes from "./entry.module.css";

interface ReceiptProps {
  /** What kind of paper it is, in the window's language: the paper itself may be in another. */
  readonly title?: string;
  readonly of: string;
  /** The tags of a job's pieces, instead of its ticket. */
  readonly tags?: boolean;
}

/** The paper the customer got, as it was printed. */
export function ReceiptPicture({ of, tags = false, title = t("Receipt") }: ReceiptProps) {
  const answer = useQuery("receipt.get", { of, tags });
  return (
    <Paper title={title} aside={<PrintButton of={of} tags={tags} />} testid="receipt">
      <Answered query={answer}>
        {({ svg, number }) => <Picture svg={svg} number={number} />}
      </Answered>
    </Paper>
  );
}

interface PictureProps {
  readonly svg: string;
  readonly number: string;
}

/** As a picture and not as part of the page: nothing inside a receipt can ever run. */
function Picture({ svg, number }: PictureProps) {
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  return (
    // It scrolls, so it can be reached without a mouse.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.desk} role="region" aria-label={t("The paper")} tabIndex={0}>
      <img src={address} alt={t("Receipt {number}", { number })} className={classes.receipt} />
    </div>
  );
}

function PrintButton({ of, tags }: Required<Omit<ReceiptProps, "title">>) {
  const print = async () => {
    const answer = await call("receipt.print", { of, tags });
    notifications.show(
      answer.ok
        ? {
            message: answer.value.copy ? t("A copy is being printed") : t("Being printed"),
            color: "tide",
          }
        : { message: refusalWords(answer.refusal), color: "red" },
    );
  };
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconPrinter size={15} aria-hidden />}
      onClick={() => void print()}
      data-testid="print-receipt"
    >
      {t("Print")}
    </Button>
  );
}
