import { Button, Group, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { momentWords } from "../../text/day-words.ts";
import { useOffice } from "../shell/office-context.tsx";
import sheet from "../sheet/sheet.module.css";
import classes from "./exceptions.module.css";
import { lostWords, taskOf, type Exception } from "./exceptions-model.ts";
import { t } from "../../text/text.ts";

interface ExceptionItemProps {
  readonly exception: Exception;
  readonly onSettle: ((exception: Exception) => void) | undefined;
}

/** One of them: what happened, at which till, what to do, and who settled it how. */
export function ExceptionItem({ exception, onSettle }: ExceptionItemProps) {
  const { nameOf } = useOffice();
  const { till, business, at, by, state, settled } = exception;
  const { title, todo, link } = taskOf(exception);
  const where = business === null ? "" : `${nameOf(business)}, `;
  return (
    <li data-testid={`exception-${exception.kind}`}>
      <div className={classes.words}>
        <Text fw={500}>
          {title} {state === "passed" && <span className={sheet.tag}>{t("Passed by itself")}</span>}
        </Text>
        {state === "open" && <Text>{todo}</Text>}
        {state !== "passed" && exception.lost.length > 0 && <BothValues exception={exception} />}
        <Text size="sm" c="dimmed">
          {t("{where}till {till}, {at}", { where, till, at: momentWords(at) })}
          {by !== "" && t(", by {by}", { by })}
        </Text>
        {settled !== null && (
          <Text className={classes.reason}>
            “{settled.reason}”{" "}
            <span className={sheet.dim}>
              {settled.by}, {momentWords(settled.at)}
            </span>
          </Text>
        )}
      </div>
      <Group gap="sm" wrap="nowrap" className={classes.acts}>
        {link !== null && (
          <Button
            component="a"
            href={link.href}
            size="sm"
            variant="default"
            rightSection={<IconArrowRight size={16} aria-hidden />}
          >
            {link.label}
          </Button>
        )}
        {state === "open" && onSettle !== undefined && (
          <Button size="sm" onClick={() => onSettle(exception)} data-testid="settle">
            {t("It is settled")}
          </Button>
        )}
      </Group>
    </li>
  );
}

/** What two tills wrote of one customer, field by field. */
function BothValues({ exception: { till, lost } }: { readonly exception: Exception }) {
  return (
    <table className={classes.both} data-testid="both-values">
      <thead>
        <tr>
          <th scope="col">{t("Field")}</th>
          <th scope="col">{t("Till {till} wrote", { till })}</th>
          <th scope="col">{t("What stands")}</th>
        </tr>
      </thead>
      <tbody>
        {lost.map(lostWords).map(({ field, said, stands }) => (
          <tr key={field}>
            <th scope="row">{field}</th>
            <td>{said}</td>
            <td>{stands}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
