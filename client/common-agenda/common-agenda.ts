import type { CommonAgenda } from "../../shared/common-agenda/common-agenda.ts";
import { api, ask } from "../api.ts";
import { createKept } from "../kept.ts";

/** What is said of the common agenda, and where its texts are. */
export const commonAgenda = createKept<CommonAgenda>("common-agenda", () => ask(api["common-agenda"].$get()));
