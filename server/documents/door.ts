import type { IncomingMessage } from "node:http";
import { parse as readCookies } from "hono/utils/cookie";
import { parseDocumentName } from "../../shared/documents/name.ts";
import { AppError } from "../../shared/errors.ts";
import type { Deps } from "../deps.ts";
import { isOurHost } from "../http/origin.ts";
import { hashOf } from "../sign-in/secrets.ts";
import { cookieNameAt, isHalfOver } from "../sign-in/sign-ins.ts";
import { noteUse } from "../sign-in/signed-in.ts";
import { seatAt } from "./access.ts";
import { gatherKnocks } from "./places.ts";
import type { Grant } from "./upgrade.ts";

/** Says yes at once to a request for a socket that is in order in every way; `undefined` leaves it to the route. */
export type Door = (request: IncomingMessage) => Promise<Grant | undefined>;

const address = /^\/sync\/([^/?#]+)(?:\?([^#]*))?$/;

/**
 * The short way in. It asks what the route `/sync/:document` and the guards before it ask, of the same rules, in one
 * question for everybody who comes in the same turn: when a line breaks, everybody comes back at once. It never says
 * no: where anything is missing or is to be renewed, the route looks again, and has the words. `granted` hears how long
 * each yes took.
 */
export function openDoor(deps: Deps, granted: (ms: number) => void): Door {
  const placeOf = gatherKnocks(deps.db);
  return async (request) => {
    const begun = performance.now();
    const asked = readRequest(deps, request);
    if (!asked) return undefined;
    const { name, secret, query } = asked;
    const signInId = hashOf(secret);
    const place = await placeOf(name, signInId);
    const now = deps.now();
    if (!place || isHalfOver(place.endsAt, now)) return undefined;
    const epoch = query.get("epoch");
    if (epoch !== null && epoch !== place.epoch) return undefined;
    try {
      const seat = seatAt(place, { name, signInId }, now);
      deps.documents.relay.expectRoomFor(name, seat.personId);
      noteUse(deps, signInId, place.usedAt);
      granted(performance.now() - begun);
      return { name, seat, wantsSaved: query.get("saved") === "1" };
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  };
}

/** What it asks for, when it comes from one of our own pages to one of our own addresses and shows a cookie. */
function readRequest({ addresses }: Pick<Deps, "addresses">, { method, url, headers }: IncomingMessage) {
  if (method !== "GET" || !addresses.origins.has(headers.origin ?? "")) return undefined;
  if (!isOurHost(addresses, headers.host?.toLowerCase() ?? "")) return undefined;
  const [, encoded, query] = address.exec(url ?? "") ?? [];
  const name = encoded && decoded(encoded);
  const cookie = cookieNameAt(addresses);
  const secret = headers.cookie && readCookies(headers.cookie, cookie)[cookie];
  if (!name || !parseDocumentName(name) || !secret) return undefined;
  return { name, secret, query: new URLSearchParams(query) };
}

function decoded(text: string) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
