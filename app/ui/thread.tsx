import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'

import { Folio } from './folio.tsx'
import { Glyph, type GlyphKind } from './glyph.tsx'
import { Icon } from './icon.tsx'

export type ThreadNode = {
  id: string
  kind: GlyphKind
  title: ReactNode
  to?: string
  folio?: string
  /** A short word beside the folio. */
  state?: ReactNode
  /** Quiet lines under the title. */
  meta?: ReactNode[]
  badge?: ReactNode
  /** Anything between this node and its children: chips, a note. */
  extra?: ReactNode
  /** Fulfilled: the line that leads to it is continuous; dashed while open. */
  sewn: boolean
  children?: ThreadNode[]
}

/** El hilo: the copper line that joins a record with what came from it. Basted while open, sewn once fulfilled. */
export function Thread({ nodes, label }: { nodes: ThreadNode[]; label?: string }) {
  return <Branch nodes={nodes} level={0} label={label} />
}

function Branch({ nodes, level, label }: { nodes: ThreadNode[]; level: number; label?: string }) {
  return (
    <ol className={`hilo hilo-${Math.min(level, 2)}`} aria-label={label}>
      {nodes.map((node, at) => (
        <li key={node.id} data-cosido={node.sewn} data-sigue={stitch(nodes[at + 1])}>
          <div className="hilo-nodo" data-baja={level === 0 ? stitch(node.children?.[0]) : undefined}>
            <Glyph kind={node.kind} />
            <div className="hilo-cuerpo">
              <Node {...node} level={level} />
            </div>
            {node.badge && <div className="hilo-insignia">{node.badge}</div>}
          </div>
          {node.children && node.children.length > 0 && <Branch nodes={node.children} level={level + 1} />}
        </li>
      ))}
    </ol>
  )
}

function Node({ title, to, folio, state, meta, extra, level }: ThreadNode & { level: number }) {
  return (
    <>
      {(folio || state) && (
        <p className="fila">{folio && <Folio>{folio}</Folio>}{state && <span className="meta">{state}</span>}</p>
      )}
      <p className={level < 2 && folio ? 'hilo-texto' : 'font-fuerte'}>
        {to ? <Link className="enlace-titulo" to={to}>{title}</Link> : title}
      </p>
      {meta?.map((line, at) => <p key={at} className="meta">{line}</p>)}
      {extra}
    </>
  )
}

const stitch = (node?: ThreadNode) => node && (node.sewn ? 'cosido' : 'hilvanado')

/** The parties of a node as chips: who, what they do, and whether they said yes. */
export function Party({ name, role, accepted }: { name: string; role: string; accepted: boolean }) {
  return (
    <li className="parte">
      <Icon name={accepted ? 'check' : 'clock'} small />
      <span>{name} <span className="meta">{role}</span></span>
    </li>
  )
}
