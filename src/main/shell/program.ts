import type { Result } from "#shared/kernel/result.ts";

/** The opened program, as both shells drive it. */
export interface Program {
  call(connection: string, name: string, payload: unknown): Promise<Result<unknown>>;
  /** A window or browser is gone: whoever was signed in there no longer is. */
  disconnect(connection: string): void;
  /** Fills empty books with the demo shop. */
  fillDemo(days: number): Promise<void>;
  close(): Promise<void>;
}

export interface ProgramOptions {
  readonly dataFolder: string;
  readonly ownerKey: Buffer;
  /** Keeps another key for this folder, whose journal holds no books yet: it joins a centre. */
  keepOwnerKey?(key: Buffer): Promise<void>;
  readonly version: string;
  log(line: string): void;
}

export type OpenProgram = (options: ProgramOptions) => Promise<Program>;
