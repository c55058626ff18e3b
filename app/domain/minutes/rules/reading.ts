import type { DueRule } from '#app/domain/commitments/terms.ts'
import type { Holiday } from '#app/domain/deadlines/rules.ts'
import type { InstitutionKind } from '#app/domain/institutions/terms.ts'
import type { Audience } from '#app/domain/meetings/terms.ts'

/** What the reader knows before it reads: the meeting and the directory. Plain data, for the server and the browser. */
export type Setting = {
  /** Day of the meeting, YYYY-MM-DD: terms are counted from it. */
  on: string
  institutions: KnownInstitution[]
  /** Posts of the institutions of the meeting. */
  positions: KnownPosition[]
  /** Whoever takes part in the meeting, by name. */
  people: KnownPerson[]
  /** Ids of the institutions that take part: a bare «SERVIU» or «la muni» is looked for among them. */
  present: string[]
  /** «el municipio»: the only municipality of the meeting; null when there is none, or more than one. */
  municipality_id: string | null
  /** Region of the meeting (two figures): a bare «GORE» is the one of this region. Null when nobody knows. */
  region_code: string | null
  holidays: Holiday[]
}

/** What every meeting shares, and a browser keeps for a while. */
export type Directory = Pick<Setting, 'institutions' | 'holidays'>

/** What is of one meeting: its day, and who is in it. */
export type Room = Omit<Setting, keyof Directory>

export type KnownInstitution = {
  id: string
  kind: InstitutionKind
  short_name: string
  /** Other ways to say it, as written in the catalogue; a municipality's are the names of its communes. */
  names: string[]
  region_code: string | null
  region_name: string | null
  commune_cut: string | null
  commune_name: string | null
}

export type KnownPosition = {
  id: string
  institution_id: string
  /** «Director/a de Obras Municipales (DOM)». */
  title: string
  /** «DOM», when it heads a unit. */
  unit: string | null
  /** «dirección de obras»: other words people use. */
  also: string
}

export type KnownPerson = {
  /** Reference of the participant, as forms use it. */
  ref: string
  name: string
  institution_id: string | null
  position_id: string | null
}

/** A line as it was understood. What is doubtful is a question; nothing is guessed and no line is lost. */
export type Reading = {
  /** As it was typed. */
  line: string
  kind: 'note' | 'agreement' | 'commitment'
  /** `internal` («i:», «interno:») never leaves the team. */
  audience: Audience
  /** Whether its author said what it is («a:», «c:», «nota:»…); otherwise the kind is an offer. */
  marked: boolean
  /** «intención:»: promised by nobody and due never, on purpose; its kind is note. */
  intention: boolean
  /** Folios at the head of a line that stands for what is already registered («C-2026-0412 C-2026-0413: …»). */
  folios: string[]
  /** Of a commitment: it has a debtor, an action and a date (or the next session), and nobody has to be asked. */
  complete: boolean
  /** What would be written down: no mark, no mentions, no term. Of a note, the line without its mark. */
  text: string
  /** Who owes; several are one commitment each. */
  debtors: Debtor[]
  /** Who receives. */
  beneficiaries: Party[]
  due: DueReading | null
  questions: Question[]
  /** Things worth knowing that stop nobody: «cae en sábado». */
  warnings: string[]
  /** Places in `line` of what was read, for corrections: [start, end). */
  spans: { due?: [start: number, end: number] }
}

export type Party = {
  /** Catalogue short name when it is known; otherwise as it was written. */
  written: string
  institution_id: string | null
}

export type Debtor = Party & {
  /** The unit or authority that answers for it. */
  responsible: { written: string; position_id: string | null } | null
  /** Due date on this debtor's calendar. */
  due_on: string | null
}

export type DueReading = {
  due_rule: Exclude<DueRule, 'none'>
  /** What `habiles`, `corridos` and `meses` count. */
  n: number | null
  /** Of the first debtor; null for the next session. */
  on: string | null
  /** The term as its rule: «10 días hábiles», «próxima sesión», «viernes 27 de noviembre». */
  said: string
  /** Holidays and weekends passed over: «se salta 8-12 (Inmaculada Concepción)»; empty when there is nothing to tell. */
  explanation: string
}

export type Question = {
  about: 'debtor' | 'due' | 'kind'
  /** Spanish, ready to show: «¿Quién debe?». */
  text: string
  /** What may be answered: `put` is what the correction writes in the line («@tome.secpla», «27-11-2026»). */
  options: { label: string; put: string }[]
  /** Who was named and the directory does not know. */
  unknown?: string
}
