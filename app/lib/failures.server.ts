/** What the log learns of an error: its name, code and frames; never its message, which may quote what a person wrote. */
export function reportFailure(error: unknown, request: Request) {
  if (request.signal.aborted || error instanceof Response) return
  const { name, code, stack } = error instanceof Error ? (error as Error & { code?: string }) : { name: typeof error, code: undefined, stack: '' }
  const frames = (stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at ')).slice(0, 8)
  const id = request.headers.get('x-request-id')
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), msg: 'failure', id, name, code, frames })}\n`)
}
