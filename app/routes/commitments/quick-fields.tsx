import { stages, type Stage } from '#app/domain/commitments/terms.ts'
import { Choice, DateField, Select, TextField } from '#app/ui/field.tsx'

type Option = { value: string; label: string }
export type QuickChoices = {
  positions: Option[]
  followers: Option[]
  now: { version: number; stage: Stage; responsible_position_id: string; follow_up_user_id: string; due_on: string }
}

/** The three facts that a list edits in place. When somebody saved first, what they left is told, and what was typed stays. */
export function QuickFields({ positions, followers, now, conflict }: QuickChoices & { conflict?: { title: string; stands: string } }) {
  return (
    <>
      {conflict && (
        <div role="alert" className="pila pila-junta">
          <p className="font-fuerte">{conflict.title}</p>
          <p>{conflict.stands} Lo que usted escribió sigue aquí.</p>
        </div>
      )}
      <Choice name="stage" label="Estado" options={stages} defaultValue={now.stage} />
      <div className="campos-juntos">
        <Select name="responsible_position_id" label="Cargo responsable" options={positions} empty="Sin cargo todavía" defaultValue={now.responsible_position_id} />
        <Select name="follow_up_user_id" label="Quién sigue" options={followers} defaultValue={now.follow_up_user_id} />
        <DateField name="due_on" label="Vence" defaultValue={now.due_on} />
        <TextField name="reason" label="Por qué cambia el plazo" optional maxLength={500} />
      </div>
    </>
  )
}
