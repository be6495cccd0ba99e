import type { IncomingHttpHeaders } from "node:http";

/**
 * What is wrong with where a request comes from, or null. The Host check keeps out other names
 * that were made to point here (DNS rebinding), the Origin check other pages of the same browser,
 * those on other ports of this machine included: cookies do not tell ports apart.
 */
export function strangeSource(headers: IncomingHttpHeaders, port: number): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const host = headers.host ?? "";
  if (!hosts.includes(host)) return "host";
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return "origin";
  return null;
}

/** Whether a browser says that another site's page sends this request. */
export function crossSite(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  return site !== undefined && site !== "same-origin" && site !== "none";
}

/** JSON and nothing else: a form of another page can send text, but not this type. */
export function isJson(headers: IncomingHttpHeaders): boolean {
  const [type, ...parameters] = (headers["content-type"] ?? "").toLowerCase().split(";");
  const encoded = headers["content-encoding"] ?? "identity";
  return (
    type?.trim() === "application/json" &&
    encoded === "identity" &&
    parameters.every((each) => each.trim() === "charset=utf-8")
  );
}
