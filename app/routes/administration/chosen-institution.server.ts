import { suggestInstitutions } from '#app/domain/institutions/queries.server.ts'
import type { Context } from '#app/lib/context.server.ts'
import { fold } from '#app/lib/text.ts'

type Fields = { institution_id: string | null; institution_id_text: string | null }
type Chosen = { id: string | null; errors?: never } | { id?: never; errors: Record<string, string[]> }

/** The institution of a form: chosen from the list, or written where there is no list to choose from. */
export async function chosenInstitution(ctx: Context, fields: Fields): Promise<Chosen> {
  const { institution_id, institution_id_text } = fields
  if (!institution_id_text) return { id: institution_id }
  const options = await suggestInstitutions(ctx, institution_id_text, 10)
  const typed = fold(institution_id_text)
  const exact = options.filter(({ label, detail }) => fold(label) === typed || fold(detail).startsWith(`${typed} · `))
  const [only, another] = exact.length > 0 ? exact : options
  if (only && !another) return { id: only.id }
  const why = only
    ? `Hay varias instituciones parecidas a «${institution_id_text}»; escriba el nombre completo.`
    : `No hay una institución que se llame «${institution_id_text}».`
  return { errors: { institution_id: [why] } }
}
