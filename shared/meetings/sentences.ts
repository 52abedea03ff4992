import type { Bilingual } from "../languages.ts";
import { dayInWords, type Names, type Telling } from "../log/happened.ts";
import type { GroupEvent, MeetingEvent } from "./events.ts";
import type { Announcement, Attendance } from "./meeting.ts";

const same = (text: string): Bilingual => ({ en: text, es: text });

/** How the log tells what happened to a group. */
export function tellGroup(event: GroupEvent, names: Names): Telling {
  if (event.type === "group.formed")
    return { text: { en: "formed the group {it}", es: "formó el grupo {it}" }, it: event.data.name };
  const it = names.record(event.refs[0]!);
  const { memberIds } = event.data;
  const note = memberIds && same(memberIds.map((id) => names.organization(id)).join(", "));
  return { text: { en: "changed the group {it}", es: "cambió el grupo {it}" }, it, ...(note && { note }) };
}

/** How the log tells what happened to a meeting. */
export function tell(event: MeetingEvent, names: Names): Telling {
  const it = names.record(event.refs[0]!);
  switch (event.type) {
    case "meeting.scheduled": {
      const day = dayInWords(event.data.day);
      return {
        text: { en: `called {it} for ${day.en}`, es: `convocó {it} para el ${day.es}` },
        it: event.data.title,
      };
    }
    case "meeting.changed": {
      const { day } = event.data;
      if (day === undefined) return { text: { en: "changed {it}", es: "cambió {it}" }, it };
      const { en, es } = dayInWords(day);
      return { text: { en: `moved {it} to ${en}`, es: `pasó {it} al ${es}` }, it };
    }
    case "meeting.cancelled":
      return { text: { en: "called {it} off", es: "canceló {it}" }, it, note: same(event.data.reason) };
    case "meeting.agenda_sent":
      return {
        text: { en: "sent out the agenda of {it}", es: "envió el orden del día de {it}" },
        it,
      };
    case "meeting.item_added":
      return {
        text: { en: "put an item on the agenda of {it}", es: "añadió un punto al orden del día de {it}" },
        it,
        note: same(event.data.title),
      };
    case "meeting.item_proposed":
      return {
        text: { en: "proposed an item for {it}", es: "propuso un punto para {it}" },
        it,
        note: same(event.data.title),
      };
    case "meeting.item_accepted":
      return {
        text: { en: "took a proposed item into {it}", es: "aceptó un punto propuesto en {it}" },
        it,
      };
    case "meeting.item_changed":
      return {
        text: { en: "changed an agenda item of {it}", es: "cambió un punto del orden del día de {it}" },
        it,
        ...(event.data.title ? { note: same(event.data.title) } : {}),
      };
    case "meeting.item_removed":
      return event.data.toMeetingId
        ? {
            text: {
              en: "moved an agenda item of {it} to a later meeting",
              es: "pasó un punto de {it} a otra reunión",
            },
            it,
          }
        : {
            text: { en: "took an item off the agenda of {it}", es: "quitó un punto de {it}" },
            it,
          };
    case "meeting.items_ordered":
      return {
        text: { en: "put the agenda of {it} in another order", es: "reordenó los puntos de {it}" },
        it,
      };
    case "meeting.announced": {
      const who = names.organization(event.data.organizationId);
      const { en, es } = answerWords[event.data.answer];
      return {
        text: { en: "said who comes to {it}", es: "dijo quién viene a {it}" },
        it,
        note: { en: `${who}: ${en}`, es: `${who}: ${es}` },
      };
    }
    case "meeting.started":
      return { text: { en: "opened {it}", es: "abrió {it}" }, it };
    case "meeting.moved_on":
      return event.data.itemId === null
        ? { text: { en: "ended the last item of {it}", es: "terminó el último punto de {it}" }, it }
        : { text: { en: "went to an agenda item of {it}", es: "pasó a un punto de {it}" }, it };
    case "meeting.attended": {
      const there = event.data.attendance.filter((it) => /^(present|alternate)$/.test(it.status));
      const who = there.map((it) => names.organization(it.organizationId)).join(", ");
      return {
        text: { en: "noted who was at {it}", es: "anotó quién estuvo en {it}" },
        it,
        note: same(who),
      };
    }
    case "meeting.attendance_noted": {
      const who = names.organization(event.data.organizationId);
      const { en, es } = attendanceWords[event.data.status];
      return {
        text: { en: "noted who is at {it}", es: "anotó quién está en {it}" },
        it,
        note: { en: `${who}: ${en}`, es: `${who}: ${es}` },
      };
    }
    case "meeting.parked":
      return {
        text: {
          en: "put an item in the parking lot of {it}",
          es: "dejó un asunto en los temas pendientes de {it}",
        },
        it,
        note: same(event.data.text),
      };
    case "meeting.parked_reworded":
      return {
        text: {
          en: "put other words to an item in the parking lot of {it}",
          es: "puso otras palabras a un tema pendiente de {it}",
        },
        it,
        note: same(event.data.text),
      };
    case "meeting.parked_item_answered":
      return { text: parkedWords[event.data.status], it };
    case "meeting.read_back":
      return { text: readBackWords[event.data.verdict], it };
    case "meeting.debriefed":
      return {
        text: {
          en: "noted what to keep and change after {it}",
          es: "anotó qué conservar y cambiar tras {it}",
        },
        it,
      };
    case "meeting.held":
      return { text: { en: "closed {it}", es: "cerró {it}" }, it };
    case "meeting.recap_sent":
      return { text: { en: "sent the recap of {it}", es: "envió el resumen de {it}" }, it };
    case "meeting.minutes_confirmed":
      return {
        text: {
          en: `confirmed the minutes of {it} for ${names.organization(event.data.organizationId)}`,
          es: `confirmó las actas de {it} por ${names.organization(event.data.organizationId)}`,
        },
        it,
      };
    case "meeting.corrected":
      return {
        text: { en: "corrected the minutes of {it}", es: "corrigió las actas de {it}" },
        it,
        note: same(event.data.text),
      };
  }
}

const answerWords: Record<Announcement["answer"], Bilingual> = {
  comes: { en: "comes", es: "viene" },
  alternate_comes: { en: "its alternate comes", es: "viene su suplente" },
  cannot_come: { en: "cannot come", es: "no puede venir" },
};

const attendanceWords: Record<Attendance["status"], Bilingual> = {
  present: { en: "present", es: "presente" },
  alternate: { en: "present by its alternate", es: "presente por su suplente" },
  absent: { en: "absent", es: "ausente" },
  excused: { en: "excused", es: "ausente con aviso" },
  observer: { en: "observing", es: "como observadora" },
};

const parkedWords = {
  open: {
    en: "opened an item of the parking lot of {it} again",
    es: "reabrió un tema pendiente de {it}",
  },
  carried_over: {
    en: "carried an item from the parking lot of {it} over to a later meeting",
    es: "pasó un tema pendiente de {it} a otra reunión",
  },
  closed: { en: "closed an item of the parking lot of {it}", es: "cerró un tema pendiente de {it}" },
} as const;

const readBackWords = {
  confirmed: {
    en: "read back a record of {it}: it stands",
    es: "repasó un registro de {it}: queda así",
  },
  parked: {
    en: "read back a record of {it}: set aside for later",
    es: "repasó un registro de {it}: queda para después",
  },
  taken_back: {
    en: "took back what was said of a record of {it}",
    es: "retiró lo dicho de un registro de {it}",
  },
} as const;
