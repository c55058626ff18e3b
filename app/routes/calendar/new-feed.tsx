import { Button, buttonClass } from '#app/ui/button.tsx'
import { Card } from '#app/ui/card.tsx'
import { QrCode } from '#app/ui/qr-code.tsx'
import { useCopy } from '#app/ui/use-copy.ts'

type Links = { address: string; webcal: string; google: string; outlook: string; qr: { size: number; path: string } }

/** The only time the address is shown. */
export function NewFeed({ name, links }: { name: string; links: Links | null }) {
  if (!links) {
    return (
      <Card title={`El enlace «${name}» ya estaba creado`}>
        <p className="lectura">Su dirección se mostró una sola vez. Si no alcanzó a guardarla, revóquelo más abajo y cree otro.</p>
      </Card>
    )
  }
  return (
    <Card title={`El enlace «${name}» está listo`}>
      <div className="pila">
        <p className="lectura">
          <strong>Guárdelo ahora:</strong> por seguridad la dirección se muestra solo esta vez. Elija su programa o copie la dirección.
        </p>
        <div className="acciones">
          <a className={buttonClass({ variant: 'primary' })} href={links.google} target="_blank" rel="noreferrer">Google</a>
          <a className={buttonClass({})} href={links.outlook}>Outlook</a>
          <a className={buttonClass({})} href={links.webcal}>iPhone o Mac</a>
        </div>
        <Address address={links.address} />
        <details>
          <summary className="underline">QR para el teléfono</summary>
          <p className="meta pt-2">Ábralo con la cámara: el teléfono ofrece suscribirse. Quien lo fotografíe también podrá leer el calendario.</p>
          <QrCode qr={links.qr} label="Código QR para suscribirse con el teléfono" />
        </details>
        <ul className="lectura meta list-disc pl-5">
          <li>Google puede tardar hasta un día en mostrar los cambios, y Outlook unas tres horas. Lo urgente, avíselo por correo o teléfono.</li>
          <li>En Outlook en la web: «Agregar calendario», «Suscribirse desde la web», y pegue la dirección.</li>
          <li>Suscribirse no es descargar: el archivo que se descarga es una copia y no vuelve a cambiar.</li>
        </ul>
      </div>
    </Card>
  )
}

/** Text that can be selected; with JavaScript, also a button that copies it. */
function Address({ address }: { address: string }) {
  const { field, copied, copy } = useCopy<HTMLInputElement>(address)

  return (
    <div className="campo">
      <label htmlFor="direccion">Dirección del calendario</label>
      <div className="fila flex-nowrap">
        <input
          ref={field}
          id="direccion"
          className="control min-w-0 grow cifras"
          readOnly
          autoFocus
          value={address}
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
        {copy && (
          <Button type="button" icon={copied ? 'check' : 'copy'} onClick={copy}>{copied ? 'Copiada' : 'Copiar'}</Button>
        )}
      </div>
      <span role="status" className="solo-lector">{copied ? 'Dirección copiada' : ''}</span>
    </div>
  )
}
