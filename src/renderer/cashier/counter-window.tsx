import { EmptyState } from "../ui/states.tsx";
import { may, useProgram, useSession } from "../rpc/program.tsx";
import { ScannerProvider } from "../ui/scanner/scanner-provider.tsx";
import { Counter } from "./counter/counter.tsx";
import { t } from "../text/text.ts";

/** The window of the till. */
export function CounterWindow() {
  const { status } = useProgram();
  const session = useSession();
  const businesses = status.businesses.filter(
    (business) => business.active && may(session, "sell", business.id),
  );
  if (businesses.length === 0) {
    return (
      <EmptyState title={t("Nothing to sell here")}>
        {t(
          "You may not sell in any business of this till. The owner can change that in the office.",
        )}
      </EmptyState>
    );
  }
  return (
    <ScannerProvider>
      <Counter businesses={businesses} />
    </ScannerProvider>
  );
}
