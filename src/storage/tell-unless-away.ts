import { isDatabaseAway } from './connections/away.ts'
import type { Pulse } from './pulse.ts'

/** Of a database that is away the pulse tells, once: not each try that meets it. */
export function tellUnlessAway(pulse: Pick<Pulse, 'answers'>, tell: (error: unknown) => void): (error: unknown) => void {
  const look = async (error: unknown): Promise<void> => {
    if (!isDatabaseAway(error) || (await pulse.answers())) {
      tell(error)
    }
  }
  return (error) => void look(error)
}
