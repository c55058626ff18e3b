import { useEffect, useRef } from 'react'

import { Card } from '#app/ui/card.tsx'
import { CopiedField } from '#app/ui/copied-field.tsx'

/** The only time a key is shown: whoever made it, at the foot of a form, is taken to it. */
export function NewToken({ name, token, api }: { name: string; token: string | null; api: string }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.focus(), [])
  return <div tabIndex={-1} ref={box}>{token ? <Shown name={name} token={token} api={api} /> : <Spent name={name} />}</div>
}

function Shown({ name, token, api }: { name: string; token: string; api: string }) {
  return (
    <Card title={`La clave «${name}» está lista`}>
      <div className="pila">
        <p className="lectura"><strong>Guárdela ahora:</strong> por seguridad se muestra solo esta vez. Quien la tenga lee lo que usted ve: póngala en el programa, no en un correo.</p>
        <CopiedField id="clave" label="Clave" value={token} />
        <CopiedField id="prueba" label="Para probarla, en una terminal" value={`curl -H "Authorization: Bearer ${token}" ${api}/me`} />
      </div>
    </Card>
  )
}

function Spent({ name }: { name: string }) {
  return (
    <Card title={`La clave «${name}» ya estaba creada`}>
      <p className="lectura">Se mostró una sola vez. Si no alcanzó a guardarla, revóquela más abajo y cree otra.</p>
    </Card>
  )
}
