import { Button, FileButton, Group, Text } from "@mantine/core";
import { IconPhotoUp, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { Logo } from "#shared/facts/master.ts";
import { useCommand } from "../../rpc/use-command.ts";
import { RefusalAlert } from "../../ui/refusal-alert.tsx";
import { Paper } from "../sheet/paper.tsx";
import classes from "./businesses.module.css";
import { dithered, fitted, pixelsOf } from "./logo-model.ts";
import { t } from "../../text/text.ts";

interface LogoFormProps {
  readonly business: string;
  readonly logo: Logo | null;
  readonly onSaved: () => void;
}

const LARGEST_FILE = 2_000_000;

/** The picture on top of the receipts: chosen, seen as it will print, and only then saved. */
export function LogoForm({ business, logo, onSaved }: LogoFormProps) {
  const { send, sending, problem } = useCommand("business.saveLogo");
  const [chosen, setChosen] = useState<Logo | null>(null);
  const [odd, setOdd] = useState("");
  const choose = async (file: File | null) => {
    if (file === null) return;
    const read = await logoOf(file);
    setOdd(
      read === null ? t("This is no picture that can be read, or it is larger than 2 MB.") : "",
    );
    setChosen(read);
  };
  const save = async (next: Logo | null) => {
    if ((await send({ business, logo: next }))?.ok !== true) return;
    setChosen(null);
    onSaved();
  };
  const shown = chosen ?? logo;
  return (
    <Paper title={t("Logo of the receipt")} padded>
      {shown === null ? (
        <Text c="dimmed">
          {t("A PNG, SVG or JPEG. It is printed in black dots, at most 48 mm wide and 25 mm high.")}
        </Text>
      ) : (
        <LogoPicture logo={shown} />
      )}
      <div role="alert">{odd !== "" && <Text c="red">{odd}</Text>}</div>
      <RefusalAlert problem={problem} />
      <Group mt="sm">
        <FileButton
          onChange={(file) => void choose(file)}
          accept="image/png,image/svg+xml,image/jpeg"
          inputProps={{ "aria-label": t("Picture for the receipt") }}
        >
          {(props) => (
            <Button
              {...props}
              variant="default"
              leftSection={<IconPhotoUp size={18} aria-hidden />}
              data-testid="logo-choose"
            >
              {t("Choose a picture")}
            </Button>
          )}
        </FileButton>
        {chosen !== null && (
          <Button loading={sending} onClick={() => void save(chosen)} data-testid="logo-save">
            {t("Save the logo")}
          </Button>
        )}
        {chosen === null && logo !== null && (
          <Button
            variant="subtle"
            color="red"
            loading={sending}
            leftSection={<IconTrash size={18} aria-hidden />}
            onClick={() => void save(null)}
            data-testid="logo-remove"
          >
            {t("Take it off")}
          </Button>
        )}
      </Group>
    </Paper>
  );
}

/** Dot by dot as the printer burns it, on paper. */
export function LogoPicture({ logo }: { readonly logo: Logo }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const pixels = new ImageData(pixelsOf(logo), logo.width, logo.height);
    canvas.current?.getContext("2d")?.putImageData(pixels, 0, 0);
  }, [logo]);
  return (
    <canvas
      ref={canvas}
      className={classes.logo}
      width={logo.width}
      height={logo.height}
      role="img"
      aria-label={t("Logo of the receipt")}
      data-testid="logo"
    />
  );
}

/** Read by the browser as a picture, in which nothing can run; null where it is none. */
async function logoOf(file: File): Promise<Logo | null> {
  if (file.size > LARGEST_FILE) return null;
  const address = URL.createObjectURL(file);
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    // A drawing without a size of its own is as wide as the paper.
    const [width, height] = [picture.naturalWidth || 384, picture.naturalHeight || 160];
    const size = fitted(width, height);
    const canvas = new OffscreenCanvas(size.width, size.height);
    const drawing = canvas.getContext("2d");
    if (drawing === null) return null;
    drawing.drawImage(picture, 0, 0, size.width, size.height);
    return dithered(drawing.getImageData(0, 0, size.width, size.height));
  } catch {
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}
