/** What the log learns of an error: its name, code and frames; never its message, which may quote what a person wrote. */
export function reportFailure(error: unknown, request: Request) {
  if (request.signal.aborted || error instanceof Response || isUnknownAddress(error)) return
  const { name, code, stack } = error instanceof Error ? (error as Error & { code?: string }) : { name: typeof error, code: undefined, stack: '' }
  const frames = (stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at ')).slice(0, 8)
  const id = request.headers.get('x-request-id')
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), msg: 'failure', id, name, code, frames })}\n`)
}

/** Remix reports an address without a page here too; its answer is a 404, and nothing failed. */
function isUnknownAddress(error: unknown) {
  return typeof error === 'object' && error !== null && 'status' in error && Number(error.status) < 500
}
