import type { LoaderFunctionArgs } from '@remix-run/node'

import { reportFailure } from '#app/lib/failures.server.ts'
import { publicContext } from '#app/lib/http.server.ts'

import { answer } from './answer.server.ts'
import { openApi } from './openapi.server.ts'
import { answerWith, problemResponse, Refusal } from './problem.server.ts'

const ALLOWED = { headers: { Allow: 'GET, HEAD' } }

/** Public on purpose: the key in the request is what lets in, and no cookie is read. The document that describes it all is for anybody. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const path = params['*'] ?? ''
  if (request.method !== 'GET' && request.method !== 'HEAD') return notAllowed()
  try {
    return path === 'openapi.json' ? answerWith(request, openApi(), { 'Cache-Control': 'public, max-age=3600' }) : await answer(publicContext(), request, path)
  } catch (error) {
    if (error instanceof Refusal) return withoutBody(request, problemResponse(error))
    reportFailure(error, request)
    return withoutBody(request, problemResponse({ status: 503, title: 'Algo falló de nuestro lado', more: { headers: { 'Retry-After': '60' } } }))
  }
}

const withoutBody = ({ method }: Request, answered: Response) => (method === 'HEAD' ? new Response(null, answered) : answered)

export const action = () => notAllowed()

const notAllowed = () => problemResponse({ status: 405, title: 'Por aquí solo se lee', more: ALLOWED })
