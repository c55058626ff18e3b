import { repetitions, weekdays, type Repetition, type Weekday } from '#app/domain/series/terms.ts'
import { Checkbox, DateField, FieldErrors, Select, TextField } from '#app/ui/field.tsx'

export type WrittenRepetition = { repeats: Repetition; every: number; weekdays: Weekday[]; until: string }

/** How a meeting repeats. Nothing more is asked of one that does not; `written` is the rule that a series has now. */
export function RepeatFields({ written }: { written?: WrittenRepetition }) {
  const options = written ? repetitions : { no: 'No se repite', ...repetitions }
  return (
    <div className="group/repite formulario">
      <Select name="repeats" label="Se repite" options={options} width="full" defaultValue={written?.repeats ?? 'no'} />
      <div className="hidden group-has-[option[value=weeks]:checked]/repite:block">
        <div className="formulario">
          <TextField name="every" label="Cada cuántas semanas" width="short" inputMode="numeric" maxLength={1} defaultValue={written?.every ?? 1} />
          <fieldset className="campo">
            <legend>Qué días</legend>
            <div className="fila flex-wrap">
              {Object.entries(weekdays).map(([code, name]) => (
                <Checkbox key={code} name="weekdays" value={code} label={name} defaultChecked={written?.weekdays.includes(code as Weekday)} />
              ))}
            </div>
            <FieldErrors name="weekdays" />
          </fieldset>
        </div>
      </div>
      <div className="campos-juntos group-has-[option[value=no]:checked]/repite:hidden">
        <DateField name="series_until" label="Se repite hasta" hint="A lo más cinco años." optional defaultValue={written?.until ?? ''} />
        <TextField name="times" label="O cuántas veces" optional width="short" inputMode="numeric" maxLength={3} />
      </div>
    </div>
  )
}
