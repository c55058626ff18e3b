import { setOf, type Word } from './words.ts'

/** What a word says as a verb: in which time, of whom, and the infinitive it comes from. */
export type Verb = { infinitive: string; tense: 'future' | 'present' | 'wish' | 'past' | 'infinitive'; first?: boolean }

/** A future is seen by its ending; a future without its accent, and a present, only of verbs that are known to promise. */
export function verbOf(word: Word): Verb | undefined {
  if (word.sort !== 'word') return undefined
  const known = verbs.get(word.text)
  if (known !== undefined) return known ?? undefined
  const verb = conjugated(word)
  if (verbs.size >= MOST_VERBS) verbs.clear()
  verbs.set(word.text, verb ?? null)
  return verb
}

/** Words are asked about many times in a line; null is no verb. */
const verbs = new Map<string, Verb | null>()
const MOST_VERBS = 5000

function conjugated({ text, folded }: Word): Verb | undefined {
  if (NOT_VERBS.has(folded)) return undefined
  const lower = text.toLowerCase().normalize('NFC')
  const future = /^(.{1,30}r)(á|án|é|emos)$/.exec(lower)
  if (future && /([aei]|[nl]d|b|rr|d)r$/.test(future[1]!) && !/^(quer|par)emos$/.test(folded)) {
    return { infinitive: infinitiveOf(future[1]!), tense: 'future', first: /[és]$/.test(lower) }
  }
  if (/.{2}(ó|aron|ieron|jeron)$/.test(lower)) return { infinitive: '', tense: 'past' }
  return FORMS.get(folded) ?? (/.{2}[aeií]r(se|l[aeo]s?)?$/.test(lower) ? { infinitive: lower, tense: 'infinitive' } : undefined)
}

/** Whether a word is a participle: «enviado», «firmadas», «hecho». */
export const isParticiple = ({ folded }: Word) => /.{2}([aeiu]d|ch|[eir]t|s)[oa]s?$/.test(folded)

/** What is, lasts or expires: told, and promised by nobody. */
export const STATES = setOf(
  'ser estar haber tener poder querer saber vencer regir durar costar existir caducar expirar permitir parecer soler ' +
  'valer caber significar implicar quedar demorar faltar sesionar contar asumir permanecer continuar beneficiar abstener',
)

/** Words that say, ask or think; what comes after their «que» may still be a promise. */
export const SAYS = setOf(
  'senala senalan informa informan indica indican comenta explica explican plantea manifiesta expresa aclara reitera ' +
  'advierte menciona afirma dice dicen confirma confirman comunica anuncia anuncian asegura precisa agrega responde ' +
  'recuerda recuerdan informo indico senalo confirmo aseguro comunico anuncio dijo dijeron comento comentaron explico planteo manifesto expreso ' +
  'aclaro reitero advirtio menciono afirmo preciso agrego respondio recordo',
)

const NOT_VERBS = setOf(
  'para lugar hogar pilar par mar ayer mujer taller poder ser ir peor menor mejor mayor valor ' +
  'familiar escolar similar particular regular popular auxiliar militar titular cualquier alquiler tercer primer ' +
  'de den placer deber saber haber estar bar azar collar',
)

function infinitiveOf(stem: string) {
  const whole: Record<string, string> = { har: 'hacer', rehar: 'rehacer', dir: 'decir', podr: 'poder', habr: 'haber', sabr: 'saber', querr: 'querer', cabr: 'caber', valdr: 'valer' }
  return whole[stem] ?? stem.replace(/vendr$/, 'venir').replace(/ndr$/, 'ner').replace(/ldr$/, 'lir')
}

/** Verbs people promise with; after a colon, the stem of their irregular present. */
const PROMISES =
  'enviar mandar entregar responder:respond remitir revisar coordinar convocar llamar subir firmar presentar preparar ' +
  'publicar compartir completar confirmar:confirm contestar actualizar agendar citar cargar contratar corregir:corrig ' +
  'definir designar despachar devolver:devuelv emitir elaborar evaluar facilitar financiar gestionar hacer:hac informar ' +
  'ingresar instalar invitar levantar liberar licitar limpiar llevar oficiar organizar pagar pedir:pid poner:pon postular ' +
  'programar proponer:propon reenviar realizar redactar rendir:rind reparar resolver:resuelv retomar sacar ' +
  'solicitar sumar terminar traer transferir:transfier tramitar traspasar validar ver:v verificar visar visitar votar ' +
  'adjuntar agregar analizar aportar aprobar:aprueb asignar avisar ayudar buscar cerrar:cierr circular comprar ' +
  'comprometer conseguir:consig consultar convenir:convien crear dar:d dejar derivar desarrollar descargar diagnosticar difundir ' +
  'digitalizar ejecutar elegir:elig encargar entrevistar escribir escriturar estudiar exponer:expon extender:extiend ' +
  'formalizar georreferenciar habilitar iniciar inscribir inspeccionar integrar juntar levantar medir:mid monitorear mostrar:muestr ' +
  'notificar nombrar normalizar obtener:obtien ordenar partir participar asistir planificar priorizar pronunciar:pronunci ' +
  'recibir recopilar recoger:recoj registrar regularizar rellenar renovar:renuev repartir reportar sanear seguir:sig ' +
  'sistematizar socializar suscribir tasar tomar trabajar ubicar urbanizar zonificar conectar contactar abordar acompañar ' +
  'acordar:acuerd conversar hablar custodiar disponer:dispon ofrecer:ofrec copiar escanear imprimir timbrar llenar fijar ' +
  'recalcular reingresar subsanar complementar dictar decretar inaugurar iniciar mejorar pasar dibujar rectificar consolidar ' +
  'certificar chequear apurar activar destrabar garantizar bajar asesorar capacitar demarcar cotizar comunicar tener:tien'

const FORMS = new Map<string, Verb>()

/** Stems of «que haga», «que ponga»; «que entregue», «que convoque», «que realice» only change their spelling. */
const WISHES: Record<string, string> = { hacer: 'hag', poner: 'pong', proponer: 'propong', tener: 'teng', traer: 'traig', obtener: 'obteng', disponer: 'dispong', exponer: 'expong' }
const wishStem = (stem: string) => stem.replace(/c$/, 'qu').replace(/g$/, 'gu').replace(/z$/, 'c')

for (const entry of PROMISES.split(' ')) {
  const [spelled = '', strong] = entry.split(':')
  const infinitive = spelled.normalize('NFD').replace(/\p{M}/gu, '')
  const stem = infinitive.slice(0, -2)
  const a = infinitive.endsWith('ar')
  const present = strong ?? stem
  const form = (tense: Verb['tense'], endings: string, of = stem, first = false) => {
    for (const ending of endings.split(' ')) if (!FORMS.has(of + ending)) FORMS.set(of + ending, { infinitive: spelled, tense, ...(first && { first }) })
  }
  const future = { hacer: 'har', poner: 'pondr', tener: 'tendr' }[infinitive] ?? infinitive.replace(/([pt])oner$/, '$1ondr')
  form('infinitive', 'r rse rlo rla rlos rlas rle rles', infinitive.slice(0, -1))
  form('future', 'a an', future)
  form('future', 'emos', future, true)
  form('present', a ? 'a an' : 'e en', present)
  form('present', a ? 'amos' : infinitive.endsWith('ir') ? 'imos' : 'emos', stem, true)
  form('present', 'o', present, true)
  form('wish', a ? 'e en' : 'a an', a ? wishStem(present) : (WISHES[infinitive] ?? present))
  form('past', a ? 'aba aban aste' : 'ia ian iste')
}
for (const [form, infinitive] of Object.entries({ hago: 'hacer', pongo: 'poner', traigo: 'traer', veo: 'ver', doy: 'dar', tengo: 'tener', propongo: 'proponer', })) {
  FORMS.set(form, { infinitive, tense: 'present', first: true })
}
for (const form of ['hizo', 'dijo', 'trajo', 'puso', 'tuvo', 'vino', 'dio', 'vio', 'fue', 'fueron', 'estuvo', 'hubo', 'pidio', 'hicieron']) FORMS.set(form, { infinitive: '', tense: 'past' })
