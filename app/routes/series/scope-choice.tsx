import { scopes, type Scope } from '#app/domain/series/terms.ts'
import { Choice } from '#app/ui/field.tsx'

/** Which dates of its series an act on one meeting is about. */
export function ScopeChoice({ chosen = 'one', options = scopes, hint }: { chosen?: Scope; options?: Partial<typeof scopes>; hint?: string }) {
  return <Choice name="scope" label="¿Qué fechas?" options={options as Record<string, string>} defaultValue={chosen} hint={hint} />
}
