import { zones } from '#app/domain/meetings/terms.ts'
import { useFeedback } from '#app/ui/feedback.tsx'
import { Checkbox, Choice, DateField, Select, TimeField } from '#app/ui/field.tsx'

export type WrittenTimes = {
  whole_day?: boolean
  on?: string | null
  start?: string | null
  end?: string | null
  /** The last day, included. */
  until_on?: string | null
  zone?: string | null
  repeated_hour?: number
}

/** When: one day with hours, or whole days. Which of two hours is asked only when the clock gives two. */
export function TimeFields({ times }: { times: WrittenTimes }) {
  const { errors, values } = useFeedback()
  const asks = errors?.repeated_hour ?? values?.repeated_hour ?? (times.repeated_hour ? 'sí' : undefined)
  return (
    <div className="group/hora formulario">
      <DateField name="on" label="Fecha" defaultValue={times.on ?? ''} required />
      <div className="campos-juntos group-has-[[name=whole_day]:checked]/hora:hidden">
        <TimeField name="start" label="Desde" defaultValue={times.start ?? ''} />
        <TimeField name="end" label="Hasta" hint="En blanco: una hora." optional defaultValue={times.end ?? ''} />
      </div>
      {asks && (
        <Choice
          name="repeated_hour" label="Ese día la hora ocurre dos veces" options={readings}
          defaultValue={times.repeated_hour === undefined ? undefined : String(times.repeated_hour)}
        />
      )}
      <Checkbox name="whole_day" label="Todo el día" defaultChecked={times.whole_day} />
      <div className="hidden group-has-[[name=whole_day]:checked]/hora:block">
        <DateField name="until_on" label="Último día" optional defaultValue={times.until_on ?? ''} />
      </div>
      <Select name="zone" label="Hora de" options={zones} empty="El lugar, según su comuna" defaultValue={times.zone ?? ''} />
    </div>
  )
}

const readings = { 0: 'La primera, antes de atrasar el reloj', 1: 'La segunda, con el reloj ya atrasado' }
