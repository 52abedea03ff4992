import { sectionKeys } from "../../shared/common-agenda/common-agenda.ts";
import { newAgendaHeadings, newAgendaTitle } from "../../shared/common-agenda/headings.ts";
import { dayIn } from "../../shared/dates.ts";
import { AppError } from "../../shared/errors.ts";
import { newId } from "../../shared/ids.ts";
import { firstGovernance } from "../../shared/initiative/governance.ts";
import type { SetUp } from "../../shared/initiative/initiative.ts";
import type { Deps } from "../deps.ts";
import { commit } from "../log/commit.ts";
import { linkAddress, makeLink, spendLink, spent } from "../sign-in/links.ts";
import { hashPassword } from "../sign-in/passwords.ts";
import { agendaTexts, openInitiative } from "./open.ts";

/** The set-up link of a server without an initiative, the same at each start until it is used or has run out. */
export async function setUpAddress(deps: Pick<Deps, "db" | "now" | "random" | "secrets" | "addresses">) {
  const open = await deps.db
    .selectFrom("link")
    .select(["id", "expires_at"])
    .where("purpose", "=", "set_up")
    .where("used_at", "is", null)
    .where("expires_at", ">", deps.now())
    .orderBy("expires_at", "desc")
    .executeTakeFirst();
  return linkAddress(deps, open?.id ?? (await makeLink(deps, deps.db, "set_up", null)), "set-up");
}

/**
 * Makes the initiative, its backbone organization, that one's first person and an empty common agenda; once.
 * Answers the first person.
 */
export async function setUp(deps: Deps, it: SetUp): Promise<{ id: string; initiativeId: string }> {
  // Strangers may knock here: nothing that takes time happens before the token has proved itself.
  if (!deps.secrets.read(it.token)) throw spent();
  const today = todayIn(it.timeZone, deps.now());
  const password_hash = it.password === undefined ? null : await hashPassword(it.password);
  const texts = await agendaTexts(emptySections);
  const id = newId("ini", deps.random);
  const organizationId = newId("org", deps.random);
  const personId = newId("per", deps.random);
  const at = deps.now();
  await commit(deps, id, async (tx, _, appendAll) => {
    await spendLink(deps, tx, it.token, ["set_up"]);
    const already = await tx.selectFrom("initiative").select("id").limit(1).executeTakeFirst();
    if (already) throw new AppError("conflict", "This server is set up already. Sign in instead.");
    await openInitiative(tx, appendAll, {
      by: personId,
      initiative: {
        id,
        name_en: it.initiative,
        name_es: it.initiative,
        tagline_en: "",
        tagline_es: "",
        place: "",
        time_zone: it.timeZone,
        default_language: it.language,
        sample_as_of: null,
        governance: JSON.stringify(firstGovernance),
        epoch: "",
        created_at: at,
      },
      organizations: [
        {
          id: organizationId,
          initiative_id: id,
          name: it.organization,
          short_name: it.organization.slice(0, 40).trim(),
          sector: "nonprofit",
          kind: "backbone",
          hue: 0,
          joined_on: today,
          is_public_body: 0,
          has_voice: 0,
          speaks_in_meetings_only: 0,
          removed_on: null,
          removed_for: null,
          language: it.language,
          created_at: at,
        },
      ],
      people: [
        {
          id: personId,
          initiative_id: id,
          organization_id: organizationId,
          name: it.name,
          email: it.email,
          role: "backbone",
          language: it.language,
          password_hash,
          also_for: "[]",
          created_at: at,
          first_signed_in_at: null,
          removed_at: null,
        },
      ],
      commonAgenda: {
        title_en: newAgendaTitle.en,
        title_es: newAgendaTitle.es,
        version: "0.1",
        status: "draft",
        adopted_on: null,
        next_review_on: null,
        source_language: it.language,
      },
      texts,
    });
  });
  return { id: personId, initiativeId: id };
}

const emptySections = sectionKeys.map((key) => ({
  heading: newAgendaHeadings[key],
  body: { en: "", es: "" },
}));

function todayIn(timeZone: string, now: number) {
  try {
    return dayIn(timeZone, now);
  } catch {
    throw new AppError("invalid", "We do not know this time zone. Choose another.", {
      timeZone: "Choose a time zone such as America/New_York.",
    });
  }
}
