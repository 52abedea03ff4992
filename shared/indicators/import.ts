import * as v from "valibot";
import * as asked from "../asked.ts";

/** What one import holds at most. */
export const importLimits = {
  /** Of the whole file. */
  bytesMax: 8 * 1024 * 1024,
  /** Of one part of it: a request holds 256 KB, and bytes are written there with four letters for three. */
  partBytesMax: 160 * 1024,
  linesMax: 100_000,
  /** Errors that one answer tells; the others are counted. */
  errorsMax: 200,
  /** Readings that a preview shows. */
  shownMax: 60,
  cellMax: 2_000,
  /** How long a file that nobody confirmed is kept, in milliseconds. */
  keptMs: 24 * 60 * 60_000,
} as const;

/** A file to import. The client makes the id (`newId("imp")`). */
export const NewImport = v.object({ id: asked.madeId("imp"), file: asked.words(200) });
export type NewImport = v.InferOutput<typeof NewImport>;

const base64Max = Math.ceil(importLimits.partBytesMax / 3) * 4;

/** A part of the file, as its bytes are: whichever way it was written is found out when it is whole. */
export const ImportPart = v.object({
  base64: v.pipe(v.string(), v.base64("Send the bytes as base64"), v.maxLength(base64Max)),
});

export const ImportLook = v.object({
  /** How the file parts the whole from the rest, where its numbers do not tell. */
  decimal: asked.perhaps(v.picklist(["comma", "point"])),
});
export type ImportLook = v.InferOutput<typeof ImportLook>;

/** Why a line is left out. */
export const importErrors = [
  "unknown_indicator",
  "not_yours",
  "no_period",
  "other_cadence",
  "future",
  "still_runs",
  "long_ago",
  "no_number",
  "either",
  "other_unit",
  "too_large",
  "no_reason",
  "twice",
  "group_alone",
  "too_many_groups",
  "no_people",
  "invisible",
  "too_long",
  "cells",
] as const;
export const ImportError = v.object({
  line: v.number(),
  why: v.picklist(importErrors),
  /** What stands there. */
  said: v.string(),
  /** What would be right, where there is one thing: a unit, the partner that reports it. */
  wanted: v.nullable(v.string()),
});
export type ImportError = v.InferOutput<typeof ImportError>;

/** `POST /api/indicators/imports/:id/preview`: what would be written; nothing is. */
export const ImportPreview = v.object({
  /** Whoever confirms says that they saw just this. */
  fingerprint: v.string(),
  lines: v.number(),
  /** Columns that nobody knows and that are left out. */
  unknownColumns: v.array(v.string()),
  readings: v.number(),
  /** Of these: readings that take the place of another one. */
  corrections: v.number(),
  indicators: v.number(),
  /** Lines that say what is known already. */
  same: v.number(),
  errorCount: v.number(),
  errors: v.array(ImportError),
  /** Some numbers can mean two: somebody has to say how the file writes them. */
  asksDecimal: v.boolean(),
  shown: v.array(
    v.object({
      line: v.number(),
      indicatorId: v.string(),
      period: v.string(),
      value: v.nullable(v.number()),
      before: v.nullable(v.number()),
      isProvisional: v.boolean(),
    }),
  ),
});
export type ImportPreview = v.InferOutput<typeof ImportPreview>;

export const ImportConfirmation = v.object({ fingerprint: asked.words(64) });

/** How far an import is; sent again until it is done, its confirmation goes on where it stopped. */
export const ImportProgress = v.object({
  status: v.picklist(["writing", "done"]),
  readings: v.number(),
  written: v.number(),
});
export type ImportProgress = v.InferOutput<typeof ImportProgress>;

/** `GET /api/indicators/imports`: an import of one's own that was confirmed and stopped before all was written. */
export const UnfinishedImport = v.object({
  id: v.string(),
  file: v.string(),
  /** What its confirmation is sent again with. */
  fingerprint: v.string(),
  readings: v.number(),
  written: v.number(),
});
export type UnfinishedImport = v.InferOutput<typeof UnfinishedImport>;
