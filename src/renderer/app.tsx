import { Center, Loader } from "@mantine/core";
import { lazy, Suspense, useLayoutEffect } from "react";
import { CounterWindow } from "./cashier/counter-window.tsx";
import { LockScreen } from "./lock/lock-screen.tsx";
import {
  type FailedProps,
  may,
  ProgramProvider,
  type Session,
  type Status,
  useProgram,
} from "./rpc/program.tsx";
import { SetupScreen } from "./setup/setup-screen.tsx";
import { CustomerDisplay } from "./display/customer-display.tsx";
import { greet } from "./text/language.ts";
import { DISPLAY_ROUTE, useRoute } from "./ui/route.ts";
import { ErrorState } from "./ui/states.tsx";
import { TrainingFrame } from "./ui/training-frame.tsx";
import { t } from "./text/text.ts";

/** A till never downloads the office; the office comes when it is first opened. */
const OfficeWindow = lazy(() =>
  import("./office/office-window.tsx").then((office) => ({ default: office.OfficeWindow })),
);

/** The customer's screen needs neither the program nor a person: the counter tells it what to show. */
export function App() {
  const route = useRoute();
  if (route === DISPLAY_ROUTE) return <CustomerDisplay />;
  return (
    <ProgramProvider waiting={<Waiting />} failed={Failed}>
      {(status) => <Window status={status} />}
    </ProgramProvider>
  );
}

function Window({ status }: { readonly status: Status }) {
  const { reload } = useProgram();
  if (!status.training) return <Screen status={status} />;
  // Nothing that a real screen remembers goes into practice, nor back.
  return (
    <TrainingFrame key="training" onEnded={reload}>
      <Screen status={status} />
    </TrainingFrame>
  );
}

function Screen({ status }: { readonly status: Status }) {
  const route = useRoute();
  usePersonsLanguage(status.session);
  if (status.state !== "ready") return <SetupScreen />;
  if (status.session === null) return <LockScreen />;
  if (windowFor(route, status.session) === "counter") return <CounterWindow />;
  return (
    <Suspense fallback={<Waiting />}>
      <OfficeWindow />
    </Suspense>
  );
}

/** Before anything is painted: who signs in never sees a screen in another language. */
function usePersonsLanguage(session: Session | null): void {
  const { user, language } = session ?? {};
  useLayoutEffect(() => {
    if (user !== undefined && language !== undefined) greet({ user, language });
  }, [user, language]);
}

/** Who cannot sell has no counter; who cannot read reports has no office. */
function windowFor(route: string, session: Session): "counter" | "office" {
  const sells = may(session, "sell");
  const reads = may(session, "reports.read");
  if (route.startsWith("/office")) return reads || !sells ? "office" : "counter";
  return sells || !reads ? "counter" : "office";
}

function Failed(failed: FailedProps) {
  return (
    <Center h="100%">
      <ErrorState {...failed} />
    </Center>
  );
}

function Waiting() {
  return (
    <Center h="100%" role="status" aria-label={t("Loading")}>
      <Loader aria-hidden />
    </Center>
  );
}
