import { ActionIcon, TextInput } from "@mantine/core";
import { IconSearch, IconX } from "@tabler/icons-react";
import {
  type KeyboardEvent,
  memo,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { formatQuantity } from "#shared/kernel/quantity.ts";
import { Key } from "../../ui/key.tsx";
import { USUAL } from "../../ui/scanner/burst.ts";
import { useHearing } from "../../ui/scanner/scanner-provider.tsx";
import { readSearch } from "./find-model.ts";
import { useLanguage } from "../../text/language.ts";
import { t } from "../../text/text.ts";
import classes from "./find.module.css";

/** What the counter may do to the search from outside: a scan uses up what was typed before it. */
export interface SearchControl {
  readonly put: (text: string) => void;
}

interface SearchFieldProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly control: RefObject<SearchControl | null>;
  /** What the tiles are to show. */
  readonly onAsked: (text: string) => void;
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>, typed: string) => void;
}

/**
 * What is typed stands in the input itself, so that a key costs no drawing of ours. What stands
 * beside it, and the tiles, follow.
 */
export const SearchField = memo(function SearchField(props: SearchFieldProps) {
  useLanguage(); // memoised
  const { input, control, onAsked, onKey } = props;
  const [typed, setTyped] = useState("");
  const settle = useCallback(
    (text: string) => {
      setTyped(text);
      onAsked(text);
    },
    [onAsked],
  );
  const follow = useFollowing(settle);
  const put = useCallback(
    (text: string) => {
      write(input.current, text);
      follow(text);
    },
    [follow, input],
  );
  useImperativeHandle(control, () => ({ put }), [put]);
  const { times } = readSearch(typed);
  return (
    <TextInput
      ref={input}
      size="lg"
      placeholder={t("Name, code or barcode")}
      aria-label={t("Find an item by name, code or barcode")}
      autoComplete="off"
      spellCheck={false}
      autoFocus
      defaultValue=""
      onChange={(event) => follow(event.currentTarget.value)}
      onKeyDown={(event) => onKey(event, event.currentTarget.value)}
      leftSection={<IconSearch size={20} aria-hidden />}
      rightSectionWidth={times === null ? 56 : 110}
      rightSection={
        typed === "" ? (
          <Key>F2</Key>
        ) : (
          <>
            {times !== null && <span className={classes.times}>{formatQuantity(times)} ×</span>}
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t("Clear the search")}
              onClick={() => {
                put("");
                input.current?.focus();
              }}
            >
              <IconX size={20} aria-hidden />
            </ActionIcon>
          </>
        )
      }
      data-testid="search"
    />
  );
});

function write(input: HTMLInputElement | null, text: string): void {
  if (input !== null) input.value = text;
}

/** The beginning of a barcode, most likely. */
const DIGITS = /^\d+$/;

/**
 * The tiles follow a person's keys at once. What comes as fast as from a scanner they let pass, and
 * digits alone wait a moment for what comes after them, and for the end of a scan that they began:
 * nobody wants to see a first digit found while the cart waits for its line.
 */
function useFollowing(settle: (text: string) => void): (text: string) => void {
  const last = useRef(Number.NEGATIVE_INFINITY);
  const timer = useRef<number>(undefined);
  const hearing = useHearing();
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (text: string) => {
      const now = performance.now();
      const quick = now - last.current <= USUAL.gapMs;
      last.current = now;
      clearTimeout(timer.current);
      if (!quick && !DIGITS.test(text)) return settle(text);
      const later = (): void => {
        timer.current = window.setTimeout(() => (hearing() ? later() : settle(text)), USUAL.gapMs);
      };
      later();
    },
    [hearing, settle],
  );
}
