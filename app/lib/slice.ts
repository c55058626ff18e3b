/**
 * A piece of a list for programs: so many after an id, in the order of ids, the only order that stays while rows are
 * written; with `since`, only what changed at that instant (UTC) or later.
 */
export type Slice = { after: string; limit: number; since?: string }
