import { canWriteNotes } from '#app/domain/meetings/policy.ts'
import type { Viewer } from '#app/lib/context.server.ts'

/** Whoever may write a note takes the minutes, closes them and corrects them. */
export const canTakeMinutes = (viewer: Viewer) => canWriteNotes(viewer)
