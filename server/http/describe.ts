import { describeRoute, resolver } from "hono-openapi";
import * as v from "valibot";

const problem = {
  description: "What went wrong, in words a person can act on (RFC 9457).",
  content: {
    "application/problem+json": {
      schema: {
        type: "object" as const,
        required: ["title", "status", "code"],
        properties: {
          title: { type: "string" as const },
          status: { type: "integer" as const },
          code: { type: "string" as const },
          fields: { type: "object" as const, additionalProperties: { type: "string" as const } },
        },
      },
    },
  },
};

/** Says in OpenAPI what a route does and what it answers: a schema, or nothing for 204. */
export function describe(
  summary: string,
  status: 200 | 201 | 202 | 204,
  answer?: v.GenericSchema,
  type = "application/json",
) {
  return describeRoute({
    summary,
    responses: {
      [status]: {
        description: status === 204 ? "Done; there is nothing to say." : "Done.",
        ...(answer ? { content: { [type]: { schema: resolver(answer) } } } : {}),
      },
      default: problem,
    },
  });
}

/** A list as every list is answered. */
export const listOf = <Item extends v.GenericSchema>(item: Item) => v.object({ items: v.array(item) });
