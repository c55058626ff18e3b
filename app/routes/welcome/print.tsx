import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'

import { signedIn } from '#app/lib/http.server.ts'
import { writers } from '#app/lib/roles.ts'
import styles from '#app/styles/acta.css?url'
import { LinkButton } from '#app/ui/button.tsx'
import { Icon } from '#app/ui/icon.tsx'
import { PrintButton } from '#app/ui/print-button.tsx'

import { folderAskedFor } from './folder.server.ts'
import { WelcomeSheet } from './sheet.tsx'

export const loader = signedIn(writers, (ctx, { params }) => folderAskedFor(ctx, params.id!))

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title ?? 'Carpeta de bienvenida · Hilván' }]

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: styles }]

export default function WelcomeFolder() {
  const { folder, letterhead } = useLoaderData<typeof loader>()
  const { id, title } = folder.position
  return (
    <div className="papel">
      <header className="papel-barra no-imprimir">
        <div className="papel-actos">
          <Link className="papel-volver" to={`/cargos/${id}`}><Icon name="arrow-left" small />{title}</Link>
          <div className="acciones">
            <PrintButton />
            <LinkButton document icon="file" to={`/cargos/${id}/bienvenida/carpeta.zip`}>Todo en un zip</LinkButton>
            <LinkButton document variant="primary" icon="download" to={`/cargos/${id}/bienvenida/carpeta.pdf`}>Descargar PDF</LinkButton>
          </div>
        </div>
      </header>
      <main id="contenido" className="hoja" tabIndex={-1}>
        <WelcomeSheet folder={folder} letterhead={letterhead} />
      </main>
    </div>
  )
}
