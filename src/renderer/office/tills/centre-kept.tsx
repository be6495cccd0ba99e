import { Text } from "@mantine/core";
import { IconAlertTriangle, IconDatabase } from "@tabler/icons-react";
import type { Reply } from "#shared/contract/index.ts";
import { momentWords } from "../../text/day-words.ts";
import { t } from "../../text/text.ts";
import { Paper } from "../sheet/paper.tsx";
import classes from "./tills.module.css";

type Kept = NonNullable<Reply<"centre.tills">["kept"]>;

/** Whether the centre itself, which holds the books of all tills, is kept anywhere else. */
export function CentreKept({ kept }: { readonly kept: Kept }) {
  const { backup, late } = kept;
  const KeptIcon = late ? IconAlertTriangle : IconDatabase;
  return (
    <Paper padded testid="centre-kept">
      <div className={classes.kept} data-late={late || undefined}>
        <KeptIcon size={20} stroke={1.8} aria-hidden />
        <div>
          <Text fw={late ? 500 : undefined}>
            {backup === null
              ? t("The centre was never backed up.")
              : t("The centre was last backed up {at}.", { at: momentWords(backup) })}
          </Text>
          {late && (
            <Text size="sm" c="dimmed">
              {t(
                "If its computer is lost, every till sends what it has to a new centre, but what a lost till had sent is gone. Have “tomtin central backup” run there every night, to another place.",
              )}
            </Text>
          )}
        </div>
      </div>
    </Paper>
  );
}
