import { LinkButton } from '#app/ui/button.tsx'

type Shown = { folio: string; open: boolean; awaits: boolean; standing: { receipt: { confirmed: boolean } | null } }
type May = { declare: boolean; verify: boolean; edit: boolean; reopen: boolean }

/** What may be done with it now: the obvious next step first. */
export function Acts({ record: { folio, open, awaits, standing }, may }: { record: Shown; may: May }) {
  const to = (act: string) => `/compromisos/${folio}/${act}`
  if (!open) return may.reopen ? <LinkButton to={to('reapertura')}>Reabrir</LinkButton> : null
  return (
    <>
      {may.edit && <LinkButton to={to('editar')} variant="quiet" shortcut="E">Editar</LinkButton>}
      {may.edit && !awaits && <LinkButton to={to('pedido')}>Pedir avance</LinkButton>}
      {may.declare && <LinkButton to={to('declaracion')} variant={awaits ? 'secondary' : 'primary'}>Informar avance</LinkButton>}
      {awaits && may.verify && <LinkButton to={to('verificacion')} variant={standing.receipt ? 'secondary' : 'primary'}>Validar</LinkButton>}
    </>
  )
}
