import { agreementKinds, partyRoles, type AgreementKind, type PartyRole } from '#app/domain/agreements/terms.ts'
import { DateField, Select, TextArea } from '#app/ui/field.tsx'
import { Picker } from '#app/ui/picker.tsx'
import type { Option } from '#app/ui/use-picker.ts'

import { ConvenioFields, type StartedConvenio } from './convenio-fields.tsx'

export type Started = {
  kind: AgreementKind
  text: string
  agreed_on: string
  valid_until_on: string | null
  parties: Record<PartyRole, Option[]>
  convenio: StartedConvenio
}

const hints: Record<PartyRole, string> = {
  obliged: 'Quien debe hacer algo. Al menos una.',
  beneficiary: 'Quien recibe.',
  guarantor: 'Quien pone los recursos o responde si otra parte no cumple.',
  facilitator: 'Quien acompaña sin obligarse, como la coordinación de la red.',
}

const labels: Record<PartyRole, string> = {
  obliged: 'Se obliga', beneficiary: 'Se beneficia', guarantor: 'Financia o garantiza', facilitator: 'Facilita',
}

/** The fields of an agreement: one picker for each role that a party may have. */
export function AgreementFields({ started, suggestions = [] }: { started: Started; suggestions?: Option[] }) {
  return (
    <>
      <TextArea name="text" label="Qué se acordó" defaultValue={started.text} maxLength={2000} rows={4} required />
      <div className="campos-juntos">
        <Select name="kind" label="Tipo" options={agreementKinds} defaultValue={started.kind} />
        <DateField name="agreed_on" label="Acordado el" defaultValue={started.agreed_on} required />
        <DateField name="valid_until_on" label="Vigente hasta" optional defaultValue={started.valid_until_on ?? undefined} />
      </div>
      {(Object.keys(partyRoles) as PartyRole[]).map((role) => (
        <Picker
          key={role}
          name={role}
          label={labels[role]}
          hint={hints[role]}
          optional={role !== 'obliged'}
          multiple
          source="/sugerencias/instituciones"
          suggestions={suggestions}
          chosen={started.parties[role]}
        />
      ))}
      <ConvenioFields started={started.convenio} />
    </>
  )
}
