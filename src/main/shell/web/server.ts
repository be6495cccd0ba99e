import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Result } from "#shared/kernel/result.ts";
import { CannotStart } from "../cannot-start.ts";
import { SECURITY_HEADERS, sendPage, sendRefusal, sendResult } from "./answers.ts";
import { readJson } from "./body.ts";
import { crossSite, isJson, strangeSource } from "./guards.ts";
import { openStaticFiles } from "./static-files.ts";
import type { StaticFiles } from "./static-files.ts";
import { openGate } from "./token.ts";
import type { Gate } from "./token.ts";

const HOST = "127.0.0.1";
const STOP_GRACE_MS = 5_000;
const START_AGAIN =
  "This window does not belong to a till that is running. Close it and start Tomtin again.";
const NOT_BUILT =
  "The screens have not been built yet. Stop Tomtin and start it with npm start, which builds them.";

export interface WebServerParts {
  /** 0 for any free port. */
  readonly port: number;
  readonly rendererFolder: string;
  call(connection: string, name: string, payload: unknown): Promise<Result<unknown>>;
  disconnect(connection: string): void;
  log(line: string): void;
}

export interface WebServer {
  readonly port: number;
  readonly address: string;
  /** Takes no new requests, finishes those under way, and is then gone. */
  stop(): Promise<void>;
}

interface Site extends WebServerParts {
  readonly gate: Gate;
  readonly files: StaticFiles;
}

/** Serves the screens and the contract on this machine's loopback address. */
export async function startWebServer(parts: WebServerParts): Promise<WebServer> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 });
  const port = await listen(server, parts.port);
  const gate = openGate(port, parts.disconnect);
  const site: Site = { ...parts, port, gate, files: openStaticFiles(parts.rendererFolder) };
  server.on("request", (request, response) => void handle(site, request, response));
  return {
    port,
    address: `http://${HOST}:${port}/?token=${gate.token}`,
    stop: () => stop(server),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE" || error.code === "EACCES";
      reject(taken ? new CannotStart(`Port ${port} cannot be used: ${error.code}.`) : error);
    });
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
    // Browsers keep connections open for the next request: each is closed once it has its answer.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(impatient);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** A bug of ours is logged with a number that the answer carries; it never ends the program. */
async function handle(site: Site, request: IncomingMessage, response: ServerResponse) {
  try {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
      if (value !== undefined) response.setHeader(name, value);
    }
    await route(site, request, response);
  } catch (error) {
    if (request.destroyed && !request.complete) return;
    const incident = randomBytes(4).toString("hex");
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    site.log(`bug ${incident} at ${request.url?.split("?")[0]}: ${trace}`);
    if (response.headersSent) return void response.destroy();
    response.setHeader("x-incident", incident);
    await sendRefusal(request, response, 500, { code: "program.busy" });
  }
}

async function route(site: Site, request: IncomingMessage, response: ServerResponse) {
  const strange = strangeSource(request.headers, site.port);
  if (strange !== null) return forbid(request, response, strange);
  const path = request.url ?? "";
  // Appended, not resolved: "//host" and "/\\host" would be read as another host's address.
  const url = path.startsWith("/") ? URL.parse(`http://${HOST}${path}`) : null;
  if (url === null) return unknownPath(request, response);
  const connection = site.gate.connectionOf(request.headers.cookie);
  const token = url.searchParams.get("token");
  if (request.method === "GET" && url.pathname === "/" && token !== null) {
    if (connection !== null) return enter(response, null);
    if (site.gate.knowsToken(token)) return enter(response, site.gate.admit());
  }
  const isCall = url.pathname.startsWith("/rpc/");
  if (connection === null) {
    if (isCall) return sendRefusal(request, response, 401, { code: "session.required" });
    return sendPage(request, response, 401, START_AGAIN);
  }
  if (isCall) return answerCall(site, connection, url.pathname.slice(5), request, response);
  return sendFile(site, url.pathname, request, response);
}

/** To the bare address, so that the token is not left standing in the window's title or history. */
function enter(response: ServerResponse, cookie: string | null): void {
  if (cookie !== null) response.setHeader("set-cookie", cookie);
  response.setHeader("cache-control", "no-store");
  response.writeHead(303, { location: "/" }).end();
}

async function answerCall(
  site: Site,
  connection: string,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (request.method !== "POST") return wrongMethod(request, response, "POST");
  if (crossSite(request.headers)) return forbid(request, response, "sec-fetch-site");
  if (!isJson(request.headers)) {
    const problem = "must be application/json";
    return sendRefusal(request, response, 415, {
      code: "request.invalid",
      path: "content-type",
      problem,
    });
  }
  const body = await readJson(request);
  if (body.kind !== "json") {
    const large = body.kind === "too_large";
    const problem = large ? "is larger than 2 MiB" : "is not JSON";
    return sendRefusal(request, response, large ? 413 : 400, {
      code: "request.invalid",
      path: "",
      problem,
    });
  }
  const result = await site.call(connection, name, body.value);
  const unknown = !result.ok && result.refusal.code === "request.unknown";
  return sendResult(request, response, unknown ? 404 : 200, result);
}

async function sendFile(
  site: Site,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    return wrongMethod(request, response, "GET, HEAD");
  }
  if (await site.files.send(pathname, request, response)) return;
  if (pathname === "/") return sendPage(request, response, 503, NOT_BUILT);
  return unknownPath(request, response);
}

function forbid(request: IncomingMessage, response: ServerResponse, path: string) {
  const problem = "is not this till's own address";
  return sendRefusal(request, response, 403, { code: "request.invalid", path, problem });
}

function wrongMethod(request: IncomingMessage, response: ServerResponse, allowed: string) {
  response.setHeader("allow", allowed);
  const problem = `must be ${allowed}`;
  return sendRefusal(request, response, 405, { code: "request.invalid", path: "method", problem });
}

function unknownPath(request: IncomingMessage, response: ServerResponse) {
  const procedure = (request.url ?? "").split("?")[0]?.slice(0, 100) ?? "";
  return sendRefusal(request, response, 404, { code: "request.unknown", procedure });
}
