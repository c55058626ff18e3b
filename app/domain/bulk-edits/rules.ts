/** As many as one transaction holds without keeping everybody else waiting. */
export const MOST_TOGETHER = 500

/** During these hours what was done to several can be undone. */
export const UNDO_HOURS = 24

export const isTooLate = (created_at: string, now: Date) => now.getTime() - Date.parse(created_at) > UNDO_HOURS * 3_600_000

/** «Tomé, Penco y 3 más». */
export function namesText(names: readonly string[], shown = 3) {
  const list = new Intl.ListFormat('es-CL', { type: 'conjunction' })
  return names.length > shown + 1 ? `${names.slice(0, shown).join(', ')} y ${names.length - shown} más` : list.format(names)
}
