import { Form, Link } from '@remix-run/react'

import { plural } from '#app/lib/text.ts'
import { Button } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { ActionLink } from '#app/ui/link.tsx'
import { DataTable } from '#app/ui/table.tsx'

import type { Post } from './holders.server.ts'

type Day = { day: string; text: string }

/**
 * Posts first, then who holds them. A post that somebody left is highlighted; one nobody has written down yet is
 * not. `on` is a day other than today, when the question is who it was.
 */
export function HoldersCard({
  posts, on, section, canEdit, former,
}: { posts: Post[]; on: Day | null; section?: string; canEdit: boolean; former?: boolean }) {
  const held = posts.filter((post) => post.holders.length > 0 || (!on && isVacant(post)))
  const others = posts.filter((post) => !held.includes(post))
  // The summary keeps to what is known; the tab has every position.
  const folded = section === undefined && held.length > 0
  return (
    <section className="pila pila-junta" aria-labelledby="cargos">
      <div className="entre">
        <h2 id="cargos">{on ? `Quién era el ${on.text}` : 'Cargos vigentes'}</h2>
        {section === undefined && !on && <ActionLink to="?seccion=personas">Ver los anteriores</ActionLink>}
      </div>
      <WhoWas on={on} section={section} />
      <DataTable
        caption={on ? `Quién ocupaba cada cargo el ${on.text}` : 'Cargos y quién los ocupa hoy'}
        groups={[
          { label: others.length > 0 && held.length > 0 && !folded ? 'Con registro' : '', rows: held },
          { label: on ? 'Sin registro ese día' : 'Sin titular registrado', rows: folded ? [] : others },
        ]}
        rowKey={({ id }) => id}
        rowClass={(post) => (!on && post.holders.length === 0 && isVacant(post) ? 'fila-destacada' : undefined)}
        columns={[
          { key: 'post', label: 'Cargo', cell: (post) => <Link className="enlace-titulo font-normal" to={`/cargos/${post.id}`}>{post.title}</Link> },
          { key: 'who', label: 'Quién', cell: (post) => <Who post={post} on={on} /> },
          { key: 'since', label: 'Desde', cell: (post) => <Since post={post} /> },
          {
            key: 'act',
            label: 'Acción',
            align: 'right',
            cell: (post) => {
              const [holder] = post.holders
              if (holder) return <ActionLink to={`/contactos/${holder.person_id}`} about={`a ${holder.name}`} chevron={false}>Contactar</ActionLink>
              return canEdit && !on ? <ActionLink to={`/cargos/${post.id}/ejercicio`} about={post.title} chevron={false}>Designar</ActionLink> : null
            },
          },
        ]}
      />
      {folded && others.length > 0 && (
        <ActionLink to={`?seccion=personas${on ? `&al=${on.day}` : ''}`}>Ver {plural(others.length, 'cargo', 'cargos')} sin {on ? 'registro ese día' : 'titular registrado'}</ActionLink>
      )}
      {former && <Former posts={posts} />}
    </section>
  )
}

/** Of a post without a holder: somebody held it, or something hangs on it. */
const isVacant = ({ known, open }: Post) => known || open > 0

/** «¿Quién era el…?»: the address is the question. */
function WhoWas({ on, section }: { on: Day | null; section?: string }) {
  return (
    <Form method="get" className="fila no-imprimir" preventScrollReset>
      {section && <input type="hidden" name="seccion" value={section} />}
      <label htmlFor="al">¿Quién era el…?</label>
      <input type="date" id="al" name="al" className="control ancho-short" defaultValue={on?.day ?? ''} key={on?.day} required />
      <Button small>Ver</Button>
      {on && <ActionLink to={section ? `?seccion=${section}` : '?'} chevron={false}>Volver a hoy</ActionLink>}
    </Form>
  )
}

function Who({ post, on }: { post: Post; on: Day | null }) {
  if (post.holders.length === 0) {
    if (on) return <>Sin registro</>
    // Nobody has written down who holds it, which is not that nobody does.
    if (!isVacant(post)) return <span className="text-tinta-3">Sin registrar</span>
    return <span className="fila font-semibold text-por-vencer"><Icon name="vacant-person" />Vacante</span>
  }
  return (
    <>
      {post.holders.map(({ person_id, name }) => (
        <Link key={person_id} className="enlace-titulo block w-fit" to={`/contactos/${person_id}`}>{name}</Link>
      ))}
    </>
  )
}

function Since({ post }: { post: Post }) {
  if (post.holders.length === 0) return post.open > 0 ? <>{plural(post.open, 'compromiso abierto', 'compromisos abiertos')}</> : null
  return (
    <>
      {post.holders.map(({ person_id, kind, since, until }) => (
        <span key={person_id} className="block">{kind}, <time>{since}</time>{until && <> al <time>{until}</time></>}</span>
      ))}
    </>
  )
}

function Former({ posts }: { posts: Post[] }) {
  const left = posts.filter(({ former }) => former.length > 0)
  if (left.length === 0) return null
  return (
    <section className="tarjeta" aria-labelledby="anteriores">
      <div className="tarjeta-cabeza"><h2 id="anteriores">Quienes estuvieron antes</h2></div>
      {left.map((post) => (
        <details key={post.id}>
          <summary className="fila min-h-10">{post.title} <span className="cuenta">{post.former.length}</span></summary>
          <ul className="lista pt-2">
            {post.former.map(({ id, person_id, name, period, reason }) => (
              <li key={id}>
                <Link className="enlace-titulo" to={`/contactos/${person_id}`}>{name}</Link>
                <p className="meta">{[period, reason].filter(Boolean).join(' · ')}</p>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  )
}
