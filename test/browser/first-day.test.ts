import { agendaText, expect, listen, openAgenda, openDeployment, story } from "./support.ts";

story(
  "on its first day an initiative is set up, a partner is invited, and both write",
  async ({ browser }) => {
    const server = await openDeployment();
    const complaints: string[] = [];
    const newcomer = async () => {
      const context = await browser.newContext({ baseURL: server.origin });
      const page = await context.newPage();
      listen(page, complaints);
      return page;
    };
    try {
      const sample = await fetch(`${server.origin}/api/sign-in/sample`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: server.origin },
        body: JSON.stringify({ personId: "per_director" }),
      });
      expect(sample.status).toBe(404);
      const setUp = /http\S+\/set-up\/\S+/.exec(server.output)![0];

      const first = await newcomer();
      await first.goto(setUp);
      await first.getByLabel("What the initiative is called").fill("Harbor Learning Alliance");
      await first.getByLabel("The organization that looks after it").fill("Alliance Office");
      await first.getByLabel("Your name").fill("Ana Ríos");
      await first.getByLabel("Your e-mail").fill("ana@example.org");
      await first.getByRole("button", { name: "Start" }).click();
      await expect(first.getByRole("heading", { level: 1 })).toContainText("Ana Ríos");

      await first.goto("/partners");
      await first.getByRole("button", { name: "Add a partner" }).first().click();
      const adding = first.getByRole("dialog");
      await adding.getByLabel("Full name").fill("Northside Public Library");
      await adding.getByLabel(/Short name/).fill("Library");
      await adding.getByRole("button", { name: "Add the partner" }).click();
      await expect(adding).toHaveCount(0);
      await first.keyboard.press("n");
      const inviting = first.getByRole("dialog");
      await inviting.getByLabel("Name people see").fill("Bo Lindqvist");
      await inviting.getByLabel("E-mail").fill("bo@example.org");
      await inviting.getByLabel("Partner", { exact: true }).selectOption({ label: "Library" });
      await inviting.getByRole("radio", { name: /Representative/ }).check();
      await inviting.getByRole("button", { name: "Send the invitation" }).click();
      await expect(inviting).toHaveCount(0);
      await first.goto("/outbox");
      const mail = await first
        .getByText(/\/enter\/lnk_/)
        .first()
        .textContent();

      const second = await newcomer();
      await second.goto(/https?:\S+\/enter\/\S+/.exec(mail ?? "")![0]);
      await second.getByRole("button", { name: "Come in" }).click();
      await expect(second.getByRole("heading", { level: 1 })).toContainText("Bo Lindqvist");
      await openAgenda(first);
      await openAgenda(second);
      await expect(agendaText(second).getByRole("heading", { level: 2 })).toHaveCount(5);
      await agendaText(first).click();
      await first.keyboard.press("Control+End");
      await first.keyboard.press("Enter");
      await first.keyboard.type("We begin with reading.");
      await expect(agendaText(second)).toContainText("We begin with reading.");

      const again = await newcomer();
      await again.goto(setUp);
      await expect(again.getByText(/already|Come in/i).first()).toBeVisible();
      expect(complaints).toEqual([]);
    } finally {
      for (const context of browser.contexts()) await context.close();
      await server.remove();
    }
  },
);
