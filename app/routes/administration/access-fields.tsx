import { roleMeanings, roles, type PersonRole } from '#app/domain/users/terms.ts'
import { Select, TextField } from '#app/ui/field.tsx'
import { Picker } from '#app/ui/picker.tsx'

export type Access = {
  name: string
  role: string
  institution: { id: string; label: string } | null
  phone: string | null
}

/** What an account is: whose, what it may do, of which institution. The same for inviting and for editing. */
export function AccessFields({ access }: { access?: Access }) {
  return (
    <>
      <TextField
        name="name"
        label="Nombre y apellidos"
        defaultValue={access?.name}
        maxLength={120}
        spellCheck={false}
        autoComplete="off"
        required
      />
      <Select name="role" label="Perfil" options={roles} defaultValue={access?.role ?? 'coordinator'} required />
      <details className="meta">
        <summary className="underline">Qué puede hacer cada perfil</summary>
        <dl className="grid gap-2 pt-2">
          {Object.entries(roles).map(([role, label]) => (
            <div key={role}>
              <dt className="font-fuerte text-tinta">{label}</dt>
              <dd>{roleMeanings[role as PersonRole]}</dd>
            </div>
          ))}
        </dl>
      </details>
      <Picker
        name="institution_id"
        label="Institución"
        hint="Necesaria para una líder municipal: verá solo lo de su institución."
        optional
        source="/sugerencias/instituciones"
        chosen={access?.institution ? [access.institution] : []}
      />
      <TextField
        name="phone"
        type="tel"
        label="Teléfono"
        optional
        width="medium"
        defaultValue={access?.phone ?? ''}
        maxLength={40}
        autoComplete="off"
      />
    </>
  )
}
