import { readFileSync } from 'node:fs'
import { platform } from 'node:os'

/**
 * How much of all processors' time, from 0 to 1, the host of this virtual machine gives to others from now until it is asked: `steal` in
 * /proc/stat, proc(5), counted in hundredths of a second. 0 where the kernel does not tell.
 */
export function watchStolen(): () => number {
  const before = ticks()
  return () => {
    const now = ticks()
    return now.all === before.all ? 0 : (now.stolen - before.stolen) / (now.all - before.all)
  }
}

function ticks(): { readonly all: number; readonly stolen: number } {
  if (platform() !== 'linux') {
    return { all: 0, stolen: 0 }
  }
  const [line = ''] = readFileSync('/proc/stat', 'latin1').split('\n', 1)
  // user, nice, system, idle, iowait, irq, softirq, steal; what follows is part of the first two.
  const counts = line.split(/\s+/).slice(1, 9).map(Number)
  return { all: counts.reduce((sum, count) => sum + count, 0), stolen: counts[7] ?? 0 }
}
