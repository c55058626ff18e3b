import { LinkButton } from '#app/ui/button.tsx'

type Shown = { folio: string; open: boolean; awaits: boolean }
type May = { declare: boolean; verify: boolean; edit: boolean; reopen: boolean }

/** What may be done with it now: the obvious next step first. */
export function Acts({ record: { folio, open, awaits }, may }: { record: Shown; may: May }) {
  const to = (act: string) => `/compromisos/${folio}/${act}`
  if (!open) return may.reopen ? <LinkButton to={to('reapertura')}>Reabrir</LinkButton> : null
  return (
    <>
      {awaits && may.verify && <LinkButton to={to('verificacion')} variant="primary">Validar</LinkButton>}
      {may.declare && <LinkButton to={to('declaracion')} variant={awaits ? 'secondary' : 'primary'}>Informar avance</LinkButton>}
      {may.edit && <LinkButton to={to('reprogramacion')}>Cambiar plazo</LinkButton>}
      {may.edit && <LinkButton to={to('editar')} shortcut="E">Editar</LinkButton>}
      {may.edit && <LinkButton to={to('reasignacion')} variant="quiet">Reasignar</LinkButton>}
      {may.edit && <LinkButton to={to('anulacion')} variant="quiet">Dejar sin efecto</LinkButton>}
    </>
  )
}
