import { useState } from 'react'

import { dueRules, type DueRule } from '#app/domain/commitments/terms.ts'
import { DateField, Select, TextField } from '#app/ui/field.tsx'
import { useFeedback } from '#app/ui/feedback.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'

const COUNTED: DueRule[] = ['habiles', 'corridos', 'corridos_prorroga', 'meses']

/** The rule and what the rule needs. Before JavaScript every part is in view. */
export function DueFields({ from, due_on }: { from: string; due_on?: string | null }) {
  const { values } = useFeedback()
  const alive = useHydrated()
  const [rule, setRule] = useState<string>([values?.due_rule].flat()[0] ?? 'date')
  const shows = (...rules: DueRule[]) => !alive || rules.some((candidate) => candidate === rule)

  return (
    <fieldset className="pila">
      <legend className="font-fuerte pb-2">Plazo</legend>
      <p className="meta">Los días hábiles se cuentan con los feriados de quien debe.</p>
      <div className="campos-juntos">
        <Select
          name="due_rule"
          label="Vence"
          options={dueRules}
          defaultValue="date"
          onChange={(event) => setRule(event.target.value)}
        />
        {shows('date', 'next_session') && <DateField name="due_on" label="Fecha" optional={rule === 'next_session'} defaultValue={due_on ?? undefined} />}
        {shows(...COUNTED) && <TextField name="due_n" label="Cuántos" width="short" inputMode="numeric" pattern="[0-9]*" maxLength={3} />}
        {shows(...COUNTED) && <DateField name="due_from_on" label="Contados desde" defaultValue={from} />}
      </div>
    </fieldset>
  )
}
