import type { Context } from '#app/lib/context.server.ts'
import { formatInstant } from '#app/lib/dates.ts'

type Theirs = Record<string, unknown> & { version: number; updated_at: string; editor_name: string | null }
type Labels = Record<string, string | { label: string; words: Readonly<Record<string, string>> }>

/** Both versions of a record that somebody else saved first, as `Conflict` shows them: only what differs. */
export function staleOf(ctx: Context, what: string, theirs: Theirs, labels: Labels, values: Record<string, string | string[]>) {
  const fields = Object.entries(labels).map(([name, named]) => ({
    name,
    label: typeof named === 'string' ? named : named.label,
    mine: [values[name] ?? ''].flat().join('\n'),
    theirs: String(theirs[name] ?? ''),
    words: typeof named === 'string' ? undefined : named.words,
  }))
  return {
    title: `${theirs.editor_name ?? 'Alguien'} cambió ${what} el ${formatInstant(theirs.updated_at, ctx.viewer.zone)}`,
    version: theirs.version,
    fields: fields.filter(({ mine, theirs }) => mine !== theirs),
    keep: values,
  }
}
