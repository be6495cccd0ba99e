import { Text, UnstyledButton, VisuallyHidden } from "@mantine/core";
import { useCallback, useEffect, useLayoutEffect, useReducer, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { call } from "../rpc/call.ts";
import type { Problem } from "../rpc/problem.ts";
import { type Status, useProgram } from "../rpc/program.tsx";
import { Key } from "../ui/key.tsx";
import { PinPad } from "../ui/pin-pad.tsx";
import { RefusalAlert } from "../ui/refusal-alert.tsx";
import { useScanner } from "../ui/scanner/scanner-provider.tsx";
import classes from "./sign-in.module.css";
import { opening, update, userOfKey } from "./lock-model.ts";
import { doubtLength, knownLength, rememberLength } from "./pin-length.ts";
import { t } from "../text/text.ts";
import { roleName } from "../ui/names.ts";

type User = Status["users"][number];

interface SignInProps {
  readonly users: readonly User[];
  /** Proposed: who was here last. */
  readonly last?: string | null;
  readonly onSignedIn: () => void;
  /** Esc with nothing left to take back. */
  readonly onLeave?: () => void;
}

/** Tiles of people and a PIN pad. The same at the lock and when cashiers take turns. */
export function SignIn({ users, last = null, onSignedIn, onLeave }: SignInProps) {
  const [lock, send] = useReducer(update, opening(users, last));
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const [checking, setChecking] = useState(false);
  const wait = useCountdown(problem);
  // A scan is no PIN: it is heard, and what was typed before it stays.
  useScanner(() => false);

  // Enter and the length at which the pad submits by itself come together: two sign-ins, of which
  // the second would close what was opened after the first. Who is let in still sees these tiles
  // until the program has said so of itself, and only then could there be anything more to ask.
  const asking = useRef<"nothing" | "pin" | "status">("nothing");
  const { status } = useProgram();
  useLayoutEffect(() => {
    if (asking.current !== "status") return;
    asking.current = "nothing";
    setChecking(false);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- that it came is what counts
  }, [status]);
  const submit = useCallback(
    async (pin: string) => {
      if (lock.user === null || asking.current !== "nothing") return;
      asking.current = "pin";
      setChecking(true);
      const answer = await call("session.signIn", { user: lock.user, pin });
      if (answer.ok) {
        rememberLength(lock.user, pin.length);
        // At once: what the program was asked before would say that nobody is signed in.
        flushSync(onSignedIn);
        asking.current = "status";
        return;
      }
      asking.current = "nothing";
      setChecking(false);
      setProblem(answer.refusal);
      if (answer.refusal.code === "session.wrong_pin") doubtLength(lock.user);
      send({ type: "wrong" });
    },
    [lock.user, onSignedIn],
  );

  const open = lock.user !== null && !checking && wait <= 0;
  // Once: were it asked at each drawing, a key on its way while the screen is drawn would be lost.
  const since = useRef(0);
  useLayoutEffect(() => {
    since.current = performance.now();
  }, []);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.timeStamp < since.current) return; // the key that brought these tiles up is not for them
      if (event.key === "Escape") {
        if (lock.user !== null && users.length > 1) send({ type: "back" });
        else onLeave?.();
      }
      // Until the PIN's input has the keyboard, what is typed is a PIN all the same.
      if (open && /^[0-9]$/.test(event.key) && !typing()) {
        event.preventDefault();
        send({ type: "digit", digit: event.key });
        return;
      }
      const picked = lock.user === null ? userOfKey(event.key, users) : undefined;
      if (picked === undefined) return;
      event.preventDefault(); // the digit chose a person; it is not the first of a PIN
      send({ type: "picked", user: picked });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [lock.user, open, users, onLeave]);

  const chosen = users.find((user) => user.id === lock.user);
  return (
    <div className={classes.signIn}>
      <div className={classes.people} role="group" aria-label={t("Who are you?")}>
        {users.map((user, index) => (
          <UnstyledButton
            key={user.id}
            className={classes.person}
            data-chosen={user.id === lock.user}
            aria-pressed={user.id === lock.user}
            onClick={() => {
              setProblem(undefined);
              send({ type: "picked", user: user.id });
            }}
            data-testid={`user-${user.name}`}
          >
            <span className={classes.initials} aria-hidden>
              {initials(user.name)}
            </span>
            <span className={classes.who}>
              <Text fw={600} size="lg" lh={1.25} truncate>
                {user.name}
              </Text>
              <Text c="dimmed" truncate>
                {roleName(user.role)}
              </Text>
            </span>
            {index < 9 && lock.user === null && <Key>{String(index + 1)}</Key>}
          </UnstyledButton>
        ))}
      </div>
      <div className={classes.pin}>
        <Text ta="center" mb="xs" mih="1.6em" aria-live="polite">
          {chosen === undefined ? t("Choose your name") : t("PIN of {name}", { name: chosen.name })}
        </Text>
        <PinPad
          value={lock.pin}
          onChange={(pin) => send({ type: "typed", pin })}
          onSubmit={(pin) => void submit(pin)}
          disabled={chosen === undefined || checking || wait > 0}
          submitAt={knownLength(lock.user)}
          label={chosen === undefined ? "PIN" : t("PIN of {name}", { name: chosen.name })}
        />
        <div className={classes.words}>
          <RefusalAlert problem={wait > 0 ? waiting(problem, wait) : ended(problem)} />
        </div>
        <VisuallyHidden aria-live="polite">{checking ? t("Checking the PIN") : ""}</VisuallyHidden>
      </div>
    </div>
  );
}

function typing(): boolean {
  return document.activeElement instanceof HTMLInputElement;
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => word?.charAt(0).toUpperCase() ?? "").join("");
}

function waitOf(problem: Problem | undefined): number {
  const waits = problem?.code === "session.wrong_pin" || problem?.code === "session.locked";
  return waits ? problem.waitSeconds : 0;
}

/** The same refusal with the seconds that are left. */
function waiting(problem: Problem | undefined, seconds: number): Problem | undefined {
  const waits = problem?.code === "session.wrong_pin" || problem?.code === "session.locked";
  return waits ? { ...problem, waitSeconds: seconds } : problem;
}

/** The wait is over: nothing more to say about it. */
function ended(problem: Problem | undefined): Problem | undefined {
  return waitOf(problem) > 0 ? undefined : problem;
}

function useCountdown(problem: Problem | undefined): number {
  const [left, setLeft] = useState({ problem, seconds: 0 });
  if (left.problem !== problem) setLeft({ problem, seconds: waitOf(problem) });
  useEffect(() => {
    if (left.seconds <= 0) return undefined;
    const timer = setTimeout(
      () => setLeft((before) => ({ ...before, seconds: before.seconds - 1 })),
      1000,
    );
    return () => clearTimeout(timer);
  }, [left]);
  return left.seconds;
}
