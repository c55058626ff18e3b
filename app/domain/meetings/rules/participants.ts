import { fold } from '#app/lib/text.ts'

/** The number of what was answered to a series that another continues: older than any of its own. */
export const ANSWERED_BEFORE = -1

/** Who may be asked to a meeting: an institution, a position, a person, or somebody of whom only name and title are known. */
export type ParticipantInput = {
  institution_id?: string | null
  position_id?: string | null
  person_id?: string | null
  on_behalf_of_position_id?: string | null
  name?: string | null
  title?: string | null
  attended?: 'unknown' | 'present' | 'excused' | 'absent'
  rsvp?: 'pending' | 'accepted' | 'declined' | 'tentative'
  /** 0 for whoever came without being asked. */
  invited?: 0 | 1
}

type Stored = { id: string; institution_id: string | null; position_id: string | null; person_id: string | null; name_then: string | null }

/**
 * The value of a participant in a field that chooses several: `cargo:…`, `persona:…`, `institucion:…`, `invitado:…`. It
 * says who somebody is on every date of a series: of whom only the name is known, the name does.
 */
export function refOf({ id, position_id, person_id, institution_id, name_then }: Stored) {
  if (position_id) return `cargo:${position_id}`
  if (person_id) return `persona:${person_id}`
  if (name_then) return `invitado:${institution_id ?? ''}/${fold(name_then).slice(0, 60)}`
  return institution_id ? `institucion:${institution_id}` : `invitado:${id}`
}

const columns = { cargo: 'position_id', persona: 'person_id', institucion: 'institution_id' } as const

/** What a value chosen in that field asks for; undefined when it is not one of ours. */
export function readRef(ref: string): ParticipantInput | undefined {
  const [, type, id] = /^(cargo|persona|institucion):(.{1,80})$/s.exec(ref) ?? []
  return type && id ? { [columns[type as keyof typeof columns]]: id } : undefined
}

/**
 * What to add and what to take away, when somebody edited the list they had seen (`before`) into `after` while others
 * may have changed it too: what neither touched stays.
 */
export function changesOf(before: string[], after: string[]) {
  return { added: after.filter((ref) => !before.includes(ref)), removed: before.filter((ref) => !after.includes(ref)) }
}
