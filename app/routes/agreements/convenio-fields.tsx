import { convenioStages, convenioTypes, type ConvenioStage, type ConvenioType } from '#app/domain/convenios/terms.ts'
import { useField } from '#app/ui/feedback.tsx'
import { DateField, Select, TextArea, TextField } from '#app/ui/field.tsx'

export type StartedPapers = {
  signed_on: string | null
  council_number: string | null
  council_on: string | null
  council_for: number | null
  council_against: number | null
  council_abstained: number | null
  legal_opinion: string | null
  decree_number: string | null
  decree_on: string | null
}
export type StartedConvenio = StartedPapers & {
  convenio_type: ConvenioType | null
  /** As they are typed. */
  amount_clp: string
  amount_utm: string
  starts_on: string | null
  renewal_notice_days: number | null
  /** Null when it is already written down: then it moves by its own page. */
  stage: ConvenioStage | null
}

/** What is asked of a convenio and of no other agreement: it shows itself when that kind is chosen, without JavaScript. */
export function ConvenioFields({ started }: { started: StartedConvenio }) {
  return (
    <fieldset className="solo-convenio formulario">
      <legend className="text-titulo font-fuerte">El convenio</legend>
      <Select name="convenio_type" label="Tipo de convenio" optional options={convenioTypes} empty="Sin indicar" defaultValue={started.convenio_type ?? ''} />
      <div className="campos-juntos">
        <TextField name="amount_clp" label="Monto en pesos" optional width="short" inputMode="numeric" maxLength={30} defaultValue={started.amount_clp} />
        <TextField name="amount_utm" label="Monto en UTM" optional width="short" inputMode="decimal" maxLength={30} defaultValue={started.amount_utm} />
      </div>
      <p className="campo-ayuda">Desde 500 UTM podría requerir acuerdo del concejo (Ley 18.695, artículo 65 j). Los pesos se cuentan con la UTM del mes de la firma.</p>
      <div className="campos-juntos">
        <DateField name="starts_on" label="Rige desde" optional defaultValue={started.starts_on ?? undefined} />
        <TextField name="renewal_notice_days" label="Avisar su término, días antes" optional width="short" inputMode="numeric" maxLength={3} hint="Si no dice otra cosa, 90." defaultValue={started.renewal_notice_days ?? ''} />
      </div>
      {started.stage && <Select name="stage" label="Etapa en que está hoy" options={convenioStages} defaultValue={started.stage} />}
      <PapersFields started={started} open={anyPaper(started)} />
    </fieldset>
  )
}

const anyPaper = ({ signed_on, council_number, legal_opinion, decree_number }: StartedPapers) => [signed_on, council_number, legal_opinion, decree_number].some(Boolean)

/** Signature, concejo and decree, folded until they matter; a refusal opens them, since it may be about one of them. */
export function PapersFields({ started, open }: { started: StartedPapers; open: boolean }) {
  const { refused } = useField('stage')
  return (
    <details className="plegable" open={open || refused}>
      <summary className="min-h-10 font-fuerte">Firma, concejo y decreto</summary>
      <div className="formulario pt-3">
        <DateField name="signed_on" label="Firmado el" optional defaultValue={started.signed_on ?? undefined} />
        <div className="campos-juntos">
          <TextField name="council_number" label="Acuerdo de concejo N°" optional width="short" maxLength={60} defaultValue={started.council_number ?? ''} />
          <DateField name="council_on" label="Fecha del acuerdo" optional defaultValue={started.council_on ?? undefined} />
        </div>
        <div className="campos-juntos">
          <TextField name="council_for" label="Votos a favor" optional width="short" inputMode="numeric" maxLength={2} defaultValue={started.council_for ?? ''} />
          <TextField name="council_against" label="En contra" optional width="short" inputMode="numeric" maxLength={2} defaultValue={started.council_against ?? ''} />
          <TextField name="council_abstained" label="Abstenciones" optional width="short" inputMode="numeric" maxLength={2} defaultValue={started.council_abstained ?? ''} />
        </div>
        <TextArea name="legal_opinion" label="Qué respondió Jurídica" optional rows={2} maxLength={500} hint="Cuando no es seguro si requiere acuerdo del concejo: qué dijo, con número y fecha." defaultValue={started.legal_opinion ?? ''} />
        <div className="campos-juntos">
          <TextField name="decree_number" label="Decreto o resolución N°" optional width="short" maxLength={60} defaultValue={started.decree_number ?? ''} />
          <DateField name="decree_on" label="Fecha del decreto" optional defaultValue={started.decree_on ?? undefined} />
        </div>
      </div>
    </details>
  )
}
