import { describe, expect, test } from "vitest";
import { isOurAddress, isTrustedSender } from "./trusted-sender.ts";

const ours = new Set([1]);
const event = (url: string, id = 1, parent: unknown = null) => ({
  sender: { id },
  senderFrame: { url, parent },
});

test.each(["tomtin://app/", "tomtin://app/index.html", "tomtin://app/#/office/ledger"])(
  "our own window at %s may call",
  (url) => expect(isTrustedSender(event(url), ours)).toBe(true),
);

describe("nobody else may call", () => {
  test.each([
    "https://example.com/",
    "http://127.0.0.1/",
    "file:///tmp/index.html",
    "data:text/html,hello",
    "about:blank",
    "tomtin://other/",
    "tomtin://app.example/",
    "tomtin://app:80/",
    "tomtin://user@app/",
    "tomtin-app://app/",
    "https://tomtin//app/",
    "",
    "not an address",
  ])("from %j", (url) => {
    expect(isTrustedSender(event(url), ours)).toBe(false);
    expect(isOurAddress(url)).toBe(false);
  });

  test("from a frame inside our window", () => {
    expect(isTrustedSender(event("tomtin://app/", 1, { url: "tomtin://app/" }), ours)).toBe(false);
  });

  test("from a window that we did not open", () => {
    expect(isTrustedSender(event("tomtin://app/", 2), ours)).toBe(false);
  });

  test("from a frame that is already gone", () => {
    expect(isTrustedSender({ sender: { id: 1 }, senderFrame: null }, ours)).toBe(false);
  });
});
