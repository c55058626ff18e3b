import { useState } from 'react'

import { Checkbox, Select, TextArea } from '#app/ui/field.tsx'
import { useFeedback } from '#app/ui/feedback.tsx'
import { Glyph } from '#app/ui/glyph.tsx'
import { RecordLink } from '#app/ui/link.tsx'
import { Folio } from '#app/ui/folio.tsx'
import { Picker } from '#app/ui/picker.tsx'
import type { Option } from '#app/ui/use-picker.ts'

import type { Origin } from './origin.server.ts'

export type Started = {
  text: string
  debtor: Option | null
  position: Option | null
  beneficiaries: Option[]
  follow_up_user_id: string
}

/** What was promised and between whom; the date has fields of its own. */
export function BetweenFields({ started, origin, followers }: {
  started: Started
  origin: Origin
  followers: { value: string; label: string }[]
}) {
  const [debtor, setDebtor] = useState(started.debtor)
  const { errors, values } = useFeedback()
  const asksParty = errors?.add_party !== undefined || values?.add_party !== undefined

  return (
    <>
      <OriginLines origin={origin} />
      {origin.agreement && <input type="hidden" name="agreement_id" value={origin.agreement.id} />}
      {origin.meeting && <input type="hidden" name="meeting_id" value={origin.meeting.id} />}
      <TextArea
        name="text"
        label="Qué se comprometió"
        hint="Empiece con un verbo: «Enviar el estudio de títulos de Los Boldos»."
        defaultValue={started.text}
        maxLength={1000}
        rows={3}
        required
      />
      <Picker
        name="debtor_id"
        label="Quién debe"
        hint="Siempre una institución: las personas cambian, la deuda queda."
        source="/sugerencias/instituciones"
        suggestions={origin.parties}
        chosen={started.debtor ? [started.debtor] : []}
        onChoose={([chosen]) => setDebtor(chosen ?? null)}
      />
      {asksParty && <Checkbox name="add_party" label={`Agregar a ${debtor?.label ?? 'quien debe'} como parte que se obliga`} value="on" />}
      <Picker
        key={debtor?.id ?? 'nadie'}
        name="responsible_position_id"
        label="Cargo responsable"
        hint="Un cargo de quien debe: si cambia la persona, sigue el cargo."
        optional
        source={`/sugerencias/cargos${debtor ? `?institucion=${encodeURIComponent(debtor.id)}` : ''}`}
        chosen={started.position && debtor?.id === started.debtor?.id ? [started.position] : []}
      />
      <Picker
        name="beneficiary_ids"
        label="Quién recibe"
        optional
        multiple
        source="/sugerencias/instituciones"
        suggestions={origin.parties}
        chosen={started.beneficiaries}
      />
      <Select name="follow_up_user_id" label="Quién hace el seguimiento" options={followers} defaultValue={started.follow_up_user_id} />
    </>
  )
}

function OriginLines({ origin: { agreement, meeting } }: { origin: Origin }) {
  if (!agreement && !meeting) return null
  return (
    <ul className="lista">
      {meeting && (
        <li className="fila"><Glyph kind="circle" /><Folio>{meeting.folio}</Folio><RecordLink to={`/reuniones/${meeting.folio}`}>{meeting.title}</RecordLink><span className="meta">{meeting.on}</span></li>
      )}
      {agreement && (
        <li className="fila"><Glyph kind="diamond" /><Folio>{agreement.folio}</Folio><RecordLink to={`/acuerdos/${agreement.folio}`}>{agreement.text}</RecordLink></li>
      )}
    </ul>
  )
}
