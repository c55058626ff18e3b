import { Cota } from './cota.tsx'
import { Mark } from './mark.tsx'

const pages: Record<number, { title: string; text: string }> = {
  404: {
    title: 'No existe o no está a su alcance',
    text: 'La dirección puede estar mal escrita, o la ficha pertenece a otro equipo.',
  },
  403: {
    title: 'Su perfil no permite hacer esto',
    text: 'Puede verlo, pero no cambiarlo. Si lo necesita, pídalo a quien administra la Red.',
  },
  409: {
    title: 'Otra persona llegó antes',
    text: 'La ficha cambió mientras usted trabajaba en ella. Vuelva, revise y repita.',
  },
  503: {
    title: 'No podemos guardar ahora',
    text: 'El servicio está ocupado o sin espacio. Lo que escribió sigue en su equipo; intente en unos minutos.',
  },
}

const fault = {
  title: 'Algo falló de nuestro lado',
  text: 'Ya quedó registrado. Intente de nuevo; si se repite, avise a quien administra la Red.',
}

/** A page that says what happened and where to go. `message` is what the domain said; `ended`, a way in that leads nowhere any more. */
export function ErrorPage({
  status, message, ended, requestId, retry,
}: { status: number; message?: string; ended?: { title: string; text: string }; requestId?: string; retry?: string }) {
  const { title, text } = ended ?? pages[status] ?? fault
  return (
    <div className="error-pagina">
      <Cota />
      <header><a className="marca" href="/"><Mark /></a></header>
      <main id="contenido" tabIndex={-1}>
        <h1>{title}</h1>
        <p>{message && message !== `${title}.` ? message : text}</p>
        <p className="acciones">
          {ended ? <a className="enlace-accion" href="/entrar">Entrar con correo y contraseña</a> : <a className="boton boton-primario" href="/">Ir al inicio</a>}
          {retry && <a className="boton" href={retry}>Intentar de nuevo</a>}
        </p>
        {requestId && <p className="meta">Si llama, dé este número: <span className="folio">{requestId}</span></p>}
      </main>
    </div>
  )
}
