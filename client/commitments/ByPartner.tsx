import { createMemo, For, Show } from "solid-js";
import type { Day } from "../../shared/dates.ts";
import { initialsOf } from "../../shared/organizations/organization.ts";
import { organizations } from "../organizations/organizations.ts";
import { OrgTile } from "../ui/Avatar.tsx";
import { Keyed } from "../ui/Keyed.tsx";
import { sayNumber } from "../words/dates.ts";
import { useWords } from "../words/words.ts";
import styles from "./by-partner.module.css";
import { keptRates } from "./commitments.ts";
import { type Row, totalsOf } from "./list.ts";
import { sayShare } from "./share.ts";
import { words } from "./words.ts";

/** One line a partner, in joining order; no ranking. A kept rate is seen by its partner and by the backbone. */
export function ByPartner(props: { rows: Row[]; today: Day; onPartner: (id: string) => void }) {
  const t = useWords(words);
  const lines = createMemo(() => {
    const byOwner = Map.groupBy(props.rows, ({ it }) => it.ownerOrganizationId);
    return (organizations.value() ?? []).flatMap((organization) => {
      const own = byOwner.get(organization.id);
      return own ? [{ organization, totals: totalsOf(own, props.today) }] : [];
    });
  });
  const rateOf = (id: string) => keptRates.value()?.organizations.find((it) => it.organizationId === id);
  const hasRates = () => (keptRates.value()?.organizations.length ?? 0) > 0;
  return (
    <div class={styles.around}>
      <table class={styles.table}>
        <caption class="sr-only">{t("byPartnerCaption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("partner")}</th>
            <th scope="col">{t("show_open")}</th>
            <th scope="col">{t("show_week")}</th>
            <th scope="col">{t("show_past")}</th>
            <th scope="col">{t("show_offered")}</th>
            <th scope="col">{t("show_help")}</th>
            <Show when={hasRates()}>
              <th scope="col">{t("keptRate")}</th>
            </Show>
          </tr>
        </thead>
        <tbody>
          <Keyed each={lines()} by={(it) => it.organization.id}>
            {(line) => (
              <tr>
                <th scope="row">
                  <button
                    type="button"
                    data-row={line().organization.id}
                    onClick={() => props.onPartner(line().organization.id)}
                  >
                    <OrgTile
                      initials={initialsOf(line().organization.shortName)}
                      hue={line().organization.hue}
                      name={line().organization.shortName}
                    />
                  </button>
                </th>
                <For each={["open", "week", "past", "offered", "help"] as const}>
                  {(kind) => (
                    <td
                      class="num"
                      data-label={t(`show_${kind}`)}
                      classList={{ [styles.none!]: line().totals[kind] === 0 }}
                    >
                      {sayNumber(line().totals[kind])}
                    </td>
                  )}
                </For>
                <Show when={hasRates()}>
                  <td class="num" data-label={t("keptRate")}>
                    <Show
                      when={rateOf(line().organization.id)}
                      fallback={<span class={styles.none}>{t("notShown")}</span>}
                    >
                      {(it) => (
                        <>
                          {sayShare(it().share)}
                          <small>{t("ofN", { kept: it().kept, n: it().n })}</small>
                        </>
                      )}
                    </Show>
                  </td>
                </Show>
              </tr>
            )}
          </Keyed>
        </tbody>
      </table>
      <p>{t("byPartnerNote")}</p>
    </div>
  );
}
