import { removeView, replaceView, restoreView, toggleDefault, undoReplacement } from '#app/domain/saved-views/commands.server.ts'
import { replacementForm } from '#app/domain/saved-views/forms.server.ts'
import { listAt } from '#app/domain/saved-views/queries.server.ts'
import { addressOf } from '#app/domain/saved-views/rules.ts'
import { lists, type List } from '#app/domain/saved-views/terms.ts'
import type { Context } from '#app/lib/context.server.ts'
import { found } from '#app/lib/errors.ts'
import { readForm } from '#app/lib/form-reader.server.ts'
import { redirectWithNotice } from '#app/lib/http-notice.server.ts'
import { signedIn } from '#app/lib/http.server.ts'
import { network } from '#app/lib/roles.ts'

type Act = (ctx: Context, list: List, id: string, request: Request) => Promise<Response>

/** What is done to a saved view with one press: it becomes what is seen, opens its list, goes away, comes back. */
const acts: Record<string, Act> = {
  async reemplazo(ctx, list, id, request) {
    const form = await readForm(request, replacementForm)
    if (!form.ok) throw new Response('Formulario no válido', { status: 400 })
    const { view, before } = await replaceView(ctx, list, id, form.input)
    return redirectWithNotice(addressOf(view), `Cambios guardados en «${view.name}».`, `/vistas${lists[list].path}/${id}/vuelta?antes=${before}`)
  },
  async vuelta(ctx, list, id, request) {
    const view = await undoReplacement(ctx, list, id, new URL(request.url).searchParams.get('antes') ?? '')
    return redirectWithNotice(addressOf(view), `Vista «${view.name}» como estaba.`)
  },
  async predeterminada(ctx, list, id) {
    const view = await toggleDefault(ctx, list, id)
    const text = view.is_default === 1 ? `${lists[list].label} se abre ahora con «${view.name}».` : `${lists[list].label} ya no se abre con «${view.name}».`
    return redirectWithNotice(`/vistas${lists[list].path}`, text)
  },
  async retiro(ctx, list, id) {
    const view = await removeView(ctx, list, id)
    return redirectWithNotice(`/vistas${lists[list].path}`, `Vista «${view.name}» quitada.`, `/vistas${lists[list].path}/${id}/regreso`)
  },
  async regreso(ctx, list, id) {
    const view = await restoreView(ctx, list, id)
    return redirectWithNotice(`/vistas${lists[list].path}`, `Vista «${view.name}» de vuelta.`)
  },
}

export const action = signedIn(network, async (ctx, { request, params }) => {
  const act = found(Object.hasOwn(acts, params.acto ?? '') ? acts[params.acto!] : undefined)
  return act(ctx, found(listAt(params.lista)), params.id!, request)
})
