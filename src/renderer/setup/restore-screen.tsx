import { RestoreCopy } from "../ui/restore/restore-copy.tsx";
import { t } from "../text/text.ts";
import { TakeOverPage } from "./take-over-page.tsx";

/** Books of a computer that was lost or replaced: a copy of them, and the key that was kept apart. */
export function RestoreScreen({ onBack }: { readonly onBack: () => void }) {
  return (
    <TakeOverPage
      title={t("Take your books back from a copy")}
      hint={t("The copy is verified first; nothing happens until you have seen what it holds.")}
      testid="restore"
      onBack={onBack}
    >
      <RestoreCopy latest="" asksKey />
    </TakeOverPage>
  );
}
