/** What the log learns of a request that failed. */
export function reportFailure(error: unknown, request: Request) {
  if (request.signal.aborted || error instanceof Response || isUnknownAddress(error)) return
  tellFailure('failure', error, request.headers.get('x-request-id'))
}

/** The name of an error, its code and frames; never its message, which may quote what a person wrote. */
export function tellFailure(msg: string, error: unknown, id: string | null = null) {
  const { name, code, stack } = error instanceof Error ? (error as Error & { code?: string }) : { name: typeof error, code: undefined, stack: '' }
  const frames = (stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at ')).slice(0, 8)
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), msg, id, name, code, frames })}\n`)
}

/** Remix reports an address without a page here too; its answer is a 404, and nothing failed. */
function isUnknownAddress(error: unknown) {
  return typeof error === 'object' && error !== null && 'status' in error && Number(error.status) < 500
}
