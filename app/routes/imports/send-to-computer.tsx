import { Button, LinkButton } from '#app/ui/button.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'

/** On a phone: a sheet is better reviewed on a computer, so the page sends itself there. `address` is whole, with its host. */
export function SendToComputer({ address, email }: { address: string; email: string }) {
  const alive = useHydrated()
  const mail = new URLSearchParams({ subject: 'Importar una planilla en Hilván', body: `Para seguir en el computador:\n\n${address}` })
  return (
    <section className="tarjeta pila pila-junta solo-telefono" aria-label="Seguir en un computador">
      <p>Mejor en computador: revisar una planilla en el teléfono es incómodo. Lo que empiece aquí sigue allá.</p>
      <div className="acciones">
        <LinkButton small icon="mail" to={`mailto:${email}?${mail.toString().replaceAll('+', '%20')}`}>Enviarme el enlace</LinkButton>
        {alive && 'share' in navigator && <Button small type="button" icon="link" onClick={() => void share(address)}>Compartir el enlace</Button>}
      </div>
    </section>
  )
}

/** Whoever closes the sheet of the system has not failed. */
const share = (url: string) => navigator.share({ title: 'Importar una planilla · Hilván', url }).catch(() => undefined)
