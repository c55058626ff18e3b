import type { ReactNode } from 'react'

import { legalBases } from '#app/domain/people/terms.ts'
import { Select, TextField } from '#app/ui/field.tsx'

type Known = {
  given_names?: string
  first_surname?: string
  second_surname?: string | null
  treatment?: string | null
  source?: string
  legal_basis?: string
}

/** The facts of a person, for whoever adds them and for whoever changes them. */
export function PersonFields({ known = {}, afterNames }: { known?: Known; afterNames?: ReactNode }) {
  const names = { spellCheck: false, autoComplete: 'off' } as const
  return (
    <>
      <TextField name="given_names" label="Nombres" defaultValue={known.given_names} maxLength={100} width="medium" {...names} />
      <div className="campos-juntos">
        <TextField name="first_surname" label="Primer apellido" defaultValue={known.first_surname} maxLength={80} {...names} />
        <TextField name="second_surname" label="Segundo apellido" optional defaultValue={known.second_surname ?? ''} maxLength={80} {...names} />
      </div>
      {afterNames}
      <TextField name="treatment" label="Tratamiento" optional hint="Sra. o Sr.: así se lee «Alcaldesa» o «Alcalde»." defaultValue={known.treatment ?? ''} maxLength={40} width="short" list="tratamientos" />
      <datalist id="tratamientos"><option value="Sra.">Señora</option><option value="Sr.">Señor</option></datalist>
      <TextField name="source" label="De dónde viene el dato" hint="Por ejemplo «Lista de asistencia de la mesa de suelo». La persona tiene derecho a saberlo." defaultValue={known.source} maxLength={200} />
      <Select name="legal_basis" label="Por qué guardamos sus datos" options={legalBases} defaultValue={known.legal_basis ?? 'professional_contact'} />
    </>
  )
}
