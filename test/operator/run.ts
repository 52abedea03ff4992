import { spawn } from "node:child_process";

/** A command of the operator, as `npm run` runs it; beside a server of this process, which has to answer meanwhile. */
export async function run(
  script: string,
  dataDir: string,
  args: string[] = [],
  more: Record<string, string> = {},
) {
  const started = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, ...args], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: "", INIT_CWD: dataDir, ...more },
  });
  let said = "";
  for (const stream of [started.stdout, started.stderr])
    stream.on("data", (text: Buffer) => {
      said += text.toString();
    });
  const status = await new Promise<number | null>((done) => started.once("exit", done));
  return { status, said };
}
