import { canEditDirectory } from '#app/domain/institutions/policy.ts'

/** Whoever writes the directory says who is one and who is two. */
export const canMerge = canEditDirectory
