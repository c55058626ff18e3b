import { lobbyStatuses } from '#app/domain/positions/terms.ts'
import { Choice, Select, TextField } from '#app/ui/field.tsx'

type Known = { title?: string; unit?: string | null; reports_to_id?: string | null; lobby_status?: string; lobby_year?: number | null; lobby_url?: string | null }

/** The facts of a position, for whoever adds it and for whoever changes it. */
export function PositionFields({ known = {}, superiors }: { known?: Known; superiors: { value: string; label: string }[] }) {
  return (
    <>
      <TextField name="title" label="Cargo" hint="Con los dos géneros, por ejemplo «Jefe/a del Departamento Técnico»." defaultValue={known.title} maxLength={150} />
      <TextField name="unit" label="Unidad" optional width="medium" defaultValue={known.unit ?? ''} maxLength={100} />
      <Select name="reports_to_id" label="Depende de" optional options={superiors} empty="De nadie" defaultValue={known.reports_to_id ?? ''} />
      <Choice name="lobby_status" label="Ley del Lobby" options={lobbyStatuses} defaultValue={known.lobby_status ?? 'to_verify'} />
      <div className="campos-juntos">
        <TextField name="lobby_year" label="Año de la resolución" optional width="short" inputMode="numeric" defaultValue={known.lobby_year ?? ''} maxLength={4} />
        <TextField name="lobby_url" label="Enlace a la resolución" optional type="url" defaultValue={known.lobby_url ?? ''} maxLength={500} />
      </div>
    </>
  )
}
