import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");

/** Lets go of all that nobody holds any more, in this thread. */
export const collect = runInNewContext("gc") as () => void;
