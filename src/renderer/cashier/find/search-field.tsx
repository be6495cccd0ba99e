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
  readonly onKey: (event: KeyboardEvent, typed: string) => void;
}

/** Draws itself at each key, and nothing beside it. */
export const SearchField = memo(function SearchField(props: SearchFieldProps) {
  useLanguage(); // memoised
  const { input, control, onAsked, onKey } = props;
  const [typed, setTyped] = useState("");
  const follow = useFollowing(onAsked);
  const type = useCallback(
    (text: string) => {
      setTyped(text);
      follow(text);
    },
    [follow],
  );
  useImperativeHandle(control, () => ({ put: type }), [type]);
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
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => onKey(event, typed)}
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
                type("");
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

/** The beginning of a barcode, most likely. */
const DIGITS = /^\d+$/;

/**
 * The tiles follow a person's keys at once. What comes as fast as from a scanner they let pass, and
 * digits alone wait a moment for what comes after them: nobody wants to see thirteen digits found
 * one after another while the cart waits for its line.
 */
function useFollowing(onAsked: (text: string) => void): (text: string) => void {
  const last = useRef(Number.NEGATIVE_INFINITY);
  const timer = useRef<number>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback(
    (text: string) => {
      const now = performance.now();
      const quick = now - last.current <= USUAL.gapMs;
      last.current = now;
      clearTimeout(timer.current);
      if (quick || DIGITS.test(text))
        timer.current = window.setTimeout(() => onAsked(text), USUAL.gapMs);
      else onAsked(text);
    },
    [onAsked],
  );
}
