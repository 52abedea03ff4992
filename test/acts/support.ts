import { readMail } from "../../server/mail/queue.ts";
import type { ActView } from "../../shared/acts/act.ts";
import type { Commitment, NewCommitment, Recorded } from "../../shared/commitments/commitment.ts";
import { newId } from "../../shared/ids.ts";
import type { OpenServer, Visitor } from "../support/server.ts";

/** Offers a commitment; to the city, for March, when nothing else is said. */
export async function offer(visitor: Visitor, more: Partial<NewCommitment> = {}): Promise<Commitment> {
  const answer = await visitor.post("/api/commitments", {
    id: newId("com"),
    what: "Plant 4,200 stems on reaches 3 to 5",
    ownerOrganizationId: "org_city",
    dueOn: "2027-03-15",
    ...more,
  });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as Recorded).commitment;
}

/** The buttons of the newest mail to somebody: each token by its label. */
export async function buttonsTo(server: OpenServer, email: string): Promise<Record<string, string>> {
  const [mail] = await server.mailsTo(email);
  if (!mail) throw new Error(`No mail went to ${email}.`);
  const { links } = readMail(server.deps, mail);
  return Object.fromEntries(links.map(({ label, address }) => [label, address.split("/act/")[1] ?? address]));
}

/** What the page of a mailed button shows somebody without a sign-in. */
export async function look(server: OpenServer, token = "", ip?: string): Promise<ActView> {
  const answer = await server.stranger(ip).get(`/api/acts/${token}`);
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as ActView;
}
