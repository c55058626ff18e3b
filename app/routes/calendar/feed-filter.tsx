import { Form } from '@remix-run/react'

import { meetingKinds } from '#app/domain/meetings/terms.ts'
import { Button, LinkButton } from '#app/ui/button.tsx'
import { FoldedCard } from '#app/ui/card.tsx'
import { FormFeedback } from '#app/ui/feedback.tsx'
import { Checkbox, Select } from '#app/ui/field.tsx'
import { Picker } from '#app/ui/picker.tsx'

/** «Una región o institución…»: narrows what the page offers to subscribe to. The address is the state. */
export function FeedFilter({ regions, chosen, problem, open }: {
  regions: { value: string; label: string }[]
  chosen: { region: string; kind: string; mine: boolean; institution: { id: string; label: string } | null }
  problem?: string
  open: boolean
}) {
  const narrowed = Boolean(chosen.region || chosen.kind || chosen.institution)
  return (
    <FoldedCard title="Una región o institución…" open={open || narrowed}>
      <FormFeedback form="filtro" feedback={problem ? { errors: { institucion: [problem] } } : undefined}>
        <Form method="get" className="formulario" preventScrollReset>
          <Select name="region" label="Región" options={regions} empty="Todas" defaultValue={chosen.region} width="full" />
          <Picker
            name="institucion"
            label="Institución"
            source="/sugerencias/instituciones"
            chosen={chosen.institution ? [chosen.institution] : []}
            placeholder="Todas"
          />
          <Select name="tipo" label="Tipo de reunión" options={meetingKinds} empty="Todos" defaultValue={chosen.kind} width="full" />
          <Checkbox name="vista" value="mias" label="Solo mis reuniones" defaultChecked={chosen.mine} />
          <div className="acciones">
            <Button>Elegir</Button>
            {narrowed && <LinkButton to="/calendario/suscribir" variant="quiet">Quitar</LinkButton>}
          </div>
        </Form>
      </FormFeedback>
    </FoldedCard>
  )
}
