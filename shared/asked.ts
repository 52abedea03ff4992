import * as v from "valibot";

// What requests are made of. Import it as `asked`: the build leaves out of the pages what they do not use of that name.

/** An id that was given out before. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** Ids that were given out before. */
export const ids = (max: number) => v.pipe(v.array(id), v.maxLength(max));

/** An id that whoever asks has made (`newId`), so that what is sent twice is one. */
export const madeId = (prefix: string) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^${prefix}_[0-9a-z]{16}$`), `Make an id such as ${prefix}_ and 16 letters or digits`),
  );

/** Words that are not only spaces. */
export const words = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** Something that may be left out. */
export const perhaps = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.optional(v.nullable(schema), null);

/** A whole number, of those that a database holds. */
export const whole = (min: number, max = Number.MAX_SAFE_INTEGER) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(min), v.maxValue(max));

// Said in here, this is no `asked.whole`, of which the build knows that it has no effect.
/** The version of a record that whoever asks has seen; what somebody else changed since is not overwritten. */
export const version = /* @__PURE__ */ whole(1);
