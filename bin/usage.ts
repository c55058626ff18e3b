import { parseArgs, type ParseArgsConfig } from 'node:util'

/** What was asked cannot be understood; the message is a Spanish sentence. Exit code 2. */
export class Usage extends Error {
  override name = 'Usage'
}

/** A command: what `--help` shows, and its work. `run` resolves to the exit code; nothing means 0. */
export type Command = { help: string; run(args: string[]): Promise<number | void> | number | void }

type Options = NonNullable<ParseArgsConfig['options']>

/** The values of a command's options; anything else on the line is refused with a Spanish sentence. */
export function readOptions<const O extends Options>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values
  } catch (error) {
    throw new Usage(inSpanish(error), { cause: error })
  }
}

function inSpanish(error: unknown) {
  if (!(error instanceof Error) || !('code' in error)) throw error
  const [, asked] = /'(-*[^' ]*)/.exec(error.message) ?? []
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `No existe la opción «${asked}».`
  if (error.code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return `No se entiende «${asked}».`
  if (error.code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return `El valor de «${asked}» falta o no sirve.`
  throw error
}
