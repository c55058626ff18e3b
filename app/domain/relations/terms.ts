/** How one institution relates to another; «depende de» is its parent, and is kept with it. */
export const relationKinds = { member_of: 'Integra', associated_with: 'Asociada a' } as const
export type RelationKind = keyof typeof relationKinds

/** The verb of a sentence: «AMUCH integra…». */
export const relationVerbs: Record<RelationKind, string> = { member_of: 'integra', associated_with: 'está asociada a' }
