import { readdir, readlink } from 'node:fs/promises'

/**
 * Ends what a killed postmaster left behind. Its children notice by themselves, unless one is deep in a long statement; until the last has
 * gone PostgreSQL refuses to start. They are known by their working directory, which is the cluster. Linux only; elsewhere they are waited for.
 */
export async function endSurvivors(cluster: string): Promise<number[]> {
  if (process.platform !== 'linux') {
    return []
  }
  const ended: number[] = []
  for (const name of await readdir('/proc')) {
    const pid = Number(name)
    if (Number.isInteger(pid) && pid !== process.pid && (await workingDirectory(pid)) === cluster) {
      process.kill(pid, 'SIGKILL')
      ended.push(pid)
    }
  }
  return ended
}

async function workingDirectory(pid: number): Promise<string | undefined> {
  // Other users' processes, and ones that ended just now, have no directory to read; neither is ours.
  return readlink(`/proc/${pid}/cwd`).catch(() => undefined)
}
