import font from '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2?url'
import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import {
  isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration, useLocation, useNavigationType, useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'

import { readAppearance } from '#app/lib/appearance.server.ts'
import { readNotice } from '#app/lib/http-notice.server.ts'
import { linkGone } from '#app/lib/link-gone.ts'
import { ErrorPage } from '#app/ui/error-page.tsx'
import { NavigationProgress } from '#app/ui/progress.tsx'
import { useNonce, useRequestId } from '#app/ui/response.ts'
import { footStyle, useSheetFoot } from '#app/ui/sheet-foot.ts'
import { Toasts } from '#app/ui/toast.tsx'

import styles from './styles/app.css?url'

/** Public on purpose: how the page looks, and the sentence left by the last act. */
export function loader({ request }: LoaderFunctionArgs) {
  const { notice, headers } = readNotice(request)
  return data({ appearance: readAppearance(request), notice }, { headers })
}

export const meta: MetaFunction<typeof loader> = ({ error }) => [
  { title: error ? 'No se pudo abrir · Hilván' : 'Hilván' },
]

export const links: LinksFunction = () => [
  { rel: 'preload', href: font, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' },
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
]

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>('root')
  const { tema, densidad, texto, riel, atajos } = root?.appearance ?? {}
  const nonce = useNonce()
  const foot = useSheetFoot()
  return (
    <html
      lang="es-CL"
      data-tema={foot ? 'claro' : tema}
      data-densidad={densidad}
      data-texto={texto}
      data-riel={riel}
      data-atajos={atajos}
      data-peticion={useRequestId()}
      style={foot && footStyle(foot)}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="format-detection" content="telephone=no" />
        <Meta />
        <Links />
      </head>
      <body>
        <a className="salto" href="#contenido">Saltar al contenido</a>
        <NavigationProgress />
        {children}
        <Toasts notice={root?.notice} />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export function ErrorBoundary() {
  const error = useRouteError()
  const { pathname, search } = useLocation()
  const firstPage = useNavigationType() === 'POP'
  const requestId = useRequestId()
  const answered = isRouteErrorResponse(error)
  const status = answered ? error.status : 500
  return (
    <ErrorPage
      status={status}
      message={answered && typeof error.data === 'string' ? error.data : undefined}
      ended={answered && error.data?.title === linkGone.title ? linkGone : undefined}
      requestId={firstPage ? requestId : undefined}
      retry={status >= 500 ? pathname + search : undefined}
    />
  )
}
