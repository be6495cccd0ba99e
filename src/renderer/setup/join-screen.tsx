import { ConnectCentre } from "../ui/connect/connect-centre.tsx";
import { t } from "../text/text.ts";
import { TakeOverPage } from "./take-over-page.tsx";

/** Another till of books that are already there: it receives them from their centre. */
export function JoinScreen({ onBack }: { readonly onBack: () => void }) {
  return (
    <TakeOverPage
      title={t("Connect this till to your books")}
      hint={t("The code comes from whoever runs your centre, made for this till alone.")}
      testid="join"
      onBack={onBack}
    >
      <ConnectCentre onConnected={() => undefined} />
    </TakeOverPage>
  );
}
