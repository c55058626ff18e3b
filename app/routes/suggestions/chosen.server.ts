import { fold } from '#app/lib/text.ts'

type Option = { id: string; label: string }
type Chosen = { id: string | null; problem?: undefined } | { id?: undefined; problem: string }

/** What a picker left: chosen from its list, or only written, where there was no list to choose from. */
export async function chosen(id: string | null, text: string | null, suggest: (q: string) => Promise<Option[]>): Promise<Chosen> {
  if (!text) return { id }
  const options = await suggest(text)
  const exact = options.filter(({ label }) => fold(label) === fold(text))
  const [only, another] = exact.length > 0 ? exact : options
  if (only && !another) return { id: only.id }
  return { problem: only ? `Hay varias coincidencias con «${text}»: escriba el nombre completo o elija de la lista.` : `No encontramos «${text}».` }
}
