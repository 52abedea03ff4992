import { validator } from "hono-openapi";
import type * as v from "valibot";
import { AppError } from "../../shared/errors.ts";

/** Reads what `schema` asks for from the address, behind its question mark. */
export const query = <Schema extends v.GenericSchema>(schema: Schema) =>
  validator("query", schema, (result) => {
    if (!result.success)
      throw new AppError(
        "invalid",
        "This address asks for something that we do not understand. Check it again.",
      );
  });
