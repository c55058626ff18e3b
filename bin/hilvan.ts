#!/usr/bin/env node
/** The command line: `npx hilvan <command>`. A command is a file of bin/commands, loaded only when asked for. */

import type { Command } from './usage.ts'

// Before anything native is loaded: it would crash instead of telling.
if (Number(process.versions.napi) < 10) {
  console.error(`Hilván necesita Node 22.14 o más nuevo y este es ${process.version}: use «npx hilvan», que trae el suyo.`)
  process.exit(78)
}

/** Every command in one line, as `hilvan --help` lists them: file of bin/commands → what it does. */
const commands: Record<string, string> = {
  demo: 'crea una base de demostración',
  migrate: 'deja la base de datos al día',
  user: 'crea, cierra y lista cuentas',
  audit: 'revisa el registro de actividad',
  outbox: 'mira y gobierna los correos que salen',
  worker: 'envía los correos y hace el trabajo periódico en un proceso aparte',
  doctor: 'revisa si este equipo y estos datos están sanos',
  feed: 'lista, muestra y revoca enlaces de calendario',
  calendar: 'muestra lo que un calendario contendría',
  plazo: 'calcula cuándo vence un plazo',
  ics: 'lee un calendario de otro programa y dice qué se importaría',
  acta: 'lee líneas de un acta: compromisos, acuerdos y notas',
}

const [name = '', ...args] = process.argv.slice(2)
process.exitCode = await dispatch()

async function dispatch() {
  if (['--help', '-h', 'help'].includes(name)) return tell(overview(), 0)
  if (!Object.hasOwn(commands, name)) return refuse(name ? `No existe el comando «${name}».\n\n${overview()}` : overview())

  const command: Command = await import(`./commands/${name}.ts`)
  if (args.includes('--help') || args.includes('-h')) return tell(command.help, 0)
  try {
    return (await command.run(args)) ?? 0
  } catch (error) {
    if (error instanceof Error && error.name === 'Usage') return refuse(error.message)
    // The domain's own refusals are sentences for people; anything else is a bug and keeps its trace.
    const expected = error instanceof Error && ['Conflict', 'NotFound', 'Forbidden'].includes(error.name)
    console.error(expected ? error.message : error)
    return 1
  }
}

function overview() {
  const width = Math.max(...Object.keys(commands).map((each) => each.length))
  const list = Object.entries(commands).map(([each, about]) => `  ${each.padEnd(width)}  ${about}`)
  return ['Uso: npx hilvan <comando> [opciones]', '', ...list, '', 'Cada comando explica lo suyo con --help.'].join('\n')
}

function tell(text: string, code: number) {
  console.log(text.trim())
  return code
}

function refuse(text: string) {
  console.error(text.trim())
  return 2
}
