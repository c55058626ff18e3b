import { createReader } from '../rules.ts'
import { answered } from './answered.ts'
import { asAgreement, asCommitment, asIntention, asInternal, asNote, withBeneficiary, withDebtor, withDue } from './corrections.ts'
import { mentionOf, suggestMentions } from './mentions.ts'
import type { Setting } from './reading.ts'

export type MinutesTools = ReturnType<typeof createTools>

/** Reading, correcting and naming, for one meeting: all that a page of minutes needs of the rules, in one piece. */
export function createTools(setting: Setting) {
  const { institutions, present } = setting
  return {
    read: createReader(setting).minutes,
    suggest: (prefix: string, limit: number) => suggestMentions(prefix, setting, limit),
    /** Whoever takes part, to be chosen without typing. */
    listPresent: (limit: number) =>
      institutions
        .filter(({ id }) => present.includes(id))
        .slice(0, limit)
        .map(({ id, short_name }) => ({ label: short_name, put: `@${mentionOf({ institution_id: id }, setting)}` })),
    answered, asAgreement, asCommitment, asIntention, asInternal, asNote, withBeneficiary, withDebtor, withDue,
  }
}
