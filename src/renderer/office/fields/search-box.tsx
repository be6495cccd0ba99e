import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { refilter, useRoute } from "../route/use-route.ts";
import { t } from "../../text/text.ts";

const PAUSE_MS = 220;

/** What is searched for lives in the address; typing does not fill the history. */
export function SearchBox({
  label,
  width = 260,
}: {
  readonly label: string;
  readonly width?: number;
}) {
  const route = useRoute();
  const asked = route.query["text"] ?? "";
  const [text, setText] = useState(asked);
  const sent = useRef(asked);

  useEffect(() => {
    if (asked !== sent.current) setText(asked); // Back, or "clear" elsewhere on the screen
    sent.current = asked;
  }, [asked]);

  useEffect(() => {
    if (text === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = text;
      refilter(route, { text, page: null, before: null }, "replace");
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, route]);

  return (
    <TextInput
      size="sm"
      w={width}
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        text !== "" && <CloseButton size="sm" aria-label={t("Clear")} onClick={() => setText("")} />
      }
      data-testid="search"
    />
  );
}
