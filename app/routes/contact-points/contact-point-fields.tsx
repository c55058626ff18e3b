import { contactKinds, visibilities } from '#app/domain/contact-points/terms.ts'
import { Choice, TextField } from '#app/ui/field.tsx'

type Known = { kind?: string; shown?: string; label?: string | null; visibility?: string }

export function ContactPointFields({ known = {} }: { known?: Known }) {
  return (
    <>
      <Choice name="kind" label="Qué dato es" options={contactKinds} defaultValue={known.kind ?? 'phone'} />
      <TextField name="value" label="Dato" hint="Los teléfonos, con o sin +56: «9 1234 5678» o «2 2345 6789»." defaultValue={known.shown} maxLength={300} spellCheck={false} autoComplete="off" />
      <TextField name="label" label="Nota breve" optional hint="Por ejemplo «Secretaría» u «Horario de tarde»." defaultValue={known.label ?? ''} maxLength={80} width="medium" />
      <Choice name="visibility" label="Quién puede verlo" hint="Los teléfonos particulares, solo el equipo." options={visibilities} defaultValue={known.visibility ?? 'network'} />
    </>
  )
}
