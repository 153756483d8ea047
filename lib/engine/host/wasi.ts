import { Errno } from "./errno.ts";
import { fileCalls } from "./wasi-files.ts";
import type { WasiCall, WasiHost } from "./wasi-host.ts";
import { pathCalls } from "./wasi-paths.ts";
import { processCalls } from "./wasi-process.ts";

/**
 * `wasi_snapshot_preview1` over a tree in memory: no network, no disk, no environment but the host's own (ENG-30).
 * Source: https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md
 */
export function wasiImports(host: WasiHost): WebAssembly.Imports {
  const unsupported: WasiCall = () => Errno.nosys;
  return {
    wasi_snapshot_preview1: {
      ...processCalls(host),
      ...fileCalls(host),
      ...pathCalls(host),
      sock_accept: unsupported,
      sock_recv: unsupported,
      sock_send: unsupported,
      sock_shutdown: unsupported,
    },
  };
}
