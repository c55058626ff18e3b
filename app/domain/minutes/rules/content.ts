/**
 * What closed minutes say to everybody: shared words alone, frozen as JSON with its hash. Every outward document is
 * drawn from this and from nothing else, so that what is internal cannot reach one. Days are YYYY-MM-DD; names, titles
 * and dates in words are as they were on the day of closing.
 */
export type MinutesContent = {
  meeting: {
    folio: string
    title: string
    /** «Mesa técnica». */
    kind: string
    /** Local day. */
    on: string
    /** «martes 24 de noviembre de 2026, 09:30 a 10:45», with its city when clocks differ. */
    when: string
    place: string | null
    modality: string
    organiser: string | null
  }
  /** 1 the first time; each correction is one more. */
  number: number
  /** Why a later version corrects the former. */
  reason: string | null
  attendance: { name: string | null; title: string | null; institution: string | null; attended: 'present' | 'excused' | 'absent' | 'unknown' }[]
  /** In the order of the agenda; `title` is null for what belongs to no point. Points without shared words are here too. */
  points: { number: number | null; title: string | null; entries: ContentEntry[] }[]
  agreements: ContentAgreement[]
  commitments: ContentCommitment[]
  /** Instant (UTC) and the name of whoever closed it. */
  closed_at: string
  closed_by: string
}

export type ContentEntry = {
  kind: 'note' | 'decision' | 'agreement' | 'commitment'
  text: string
  /** What it registered: places in `agreements` and `commitments` are found by these. */
  folios: string[]
}

export type ContentAgreement = {
  folio: string
  text: string
  parties: { institution_id: string; name: string; role: string }[]
}

export type ContentCommitment = {
  folio: string
  text: string
  /** Folio of the agreement it comes from. */
  agreement: string | null
  debtor: { institution_id: string; name: string; responsible: string | null }
  beneficiaries: { institution_id: string; name: string }[]
  due_on: string | null
  /** «10 días hábiles · vence lunes 14 de diciembre de 2026», «vence con la próxima sesión», «sin fecha». */
  due: string
  /** Holidays passed over, a line each; null when there were none. */
  due_why: string | null
}

/** Institutions that owe, receive or are party to something in these minutes. */
export const concernedBy = ({ agreements, commitments }: Pick<MinutesContent, 'agreements' | 'commitments'>) => [
  ...new Set([
    ...agreements.flatMap(({ parties }) => parties.map(({ institution_id }) => institution_id)),
    ...commitments.flatMap(({ debtor, beneficiaries }) => [debtor.institution_id, ...beneficiaries.map(({ institution_id }) => institution_id)]),
  ]),
]
