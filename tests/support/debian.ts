import { spawnSync } from 'node:child_process'

/** Installs packages of the distribution, when we may. Answers whether they are there. */
export function install(packages: string[]) {
  if (process.getuid?.() !== 0 || !run('apt-get', ['--version'])) return false
  const wait = ['-o', 'DPkg::Lock::Timeout=120']
  const get = () => run('apt-get', [...wait, 'install', '-y', '--no-install-recommends', ...packages])
  return get() || (run('apt-get', [...wait, 'update']) && get())
}

export function run(command: string, words: string[]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(command, words, { stdio: 'ignore', env, timeout: 180_000 }).status === 0
}
