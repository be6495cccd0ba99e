// The programs of the operating system that some tests use as independent witnesses.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const wanted = [
  {
    package: "chromium",
    programs: ["chromium", "chromium-browser", "google-chrome"],
    for: "the screens",
  },
  { package: "hledger", programs: ["hledger"], for: "the independent check of the books" },
  { package: "beancount", programs: ["bean-check"], for: "the independent check of the books" },
  { package: "ledger", programs: ["ledger"], for: "the export to ledger-cli" },
  { package: "cups", programs: ["cupsd"], for: "printing to a real queue" },
  {
    package: "printer-driver-cups-pdf",
    programs: ["/usr/lib/cups/backend/cups-pdf"],
    for: "printing",
  },
  { package: "pgbouncer", programs: ["pgbouncer"], for: "the pool in front of the centre" },
  { package: "xvfb", programs: ["Xvfb"], for: "the Electron windows" },
];

/** @param {string} program */
function present(program) {
  if (program.startsWith("/")) return existsSync(program);
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.some((folder) => existsSync(join(folder, program)));
}

const missing = () => wanted.filter((want) => !want.programs.some(present));

/** @param {string[]} args */
function aptGet(args) {
  const { status } = spawnSync("apt-get", args, {
    stdio: ["ignore", 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
  return status === 0;
}

/** As root on a Debian-like system they are fetched; elsewhere it says which tests will be skipped. */
export function fetchSystemPackages() {
  const absent = missing();
  if (absent.length === 0) return;
  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (mayInstall) {
    const names = absent.map((want) => want.package);
    console.error(`Fetching ${names.join(", ")} …`);
    const install = ["install", "-y", "-q", "--no-install-recommends", ...names];
    if (!aptGet(install)) {
      aptGet(["update", "-q"]);
      aptGet(install);
    }
  }
  for (const want of missing()) {
    console.error(
      `Missing: ${want.package}. The tests of ${want.for} that need it will be skipped.`,
    );
  }
}
