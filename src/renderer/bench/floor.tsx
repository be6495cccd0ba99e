import "@mantine/core/styles.css";

import { List, MantineProvider } from "@mantine/core";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

const ROWS = 50;

/**
 * The least that a key can cost with the means of these screens: one state, one list of Mantine's
 * with fifty rows, each of which says something new. The bench's yardstick, and no window.
 */
function Floor() {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const onKey = () => setCount((before) => before + 1);
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <List>
      {Array.from({ length: ROWS }, (_, row) => (
        <List.Item key={row}>{`${count}.${row}`}</List.Item>
      ))}
    </List>
  );
}

const root = document.querySelector("#root");
if (root === null) throw new Error("floor.html has no #root");
createRoot(root).render(
  <MantineProvider>
    <Floor />
  </MantineProvider>,
);
