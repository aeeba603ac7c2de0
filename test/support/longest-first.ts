import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What starts whole desks and browsers takes longest. Begun last it would keep one of the two workers busy while the other has nothing left. */
const LONG = ['test/journeys/', 'test/faults/', 'test/live/']

/** The files in the order in which both workers end at about the same time. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files)
    const place = ({ moduleId }: TestSpecification): number => {
      const found = LONG.findIndex((folder) => moduleId.includes(`/${folder}`))
      return found < 0 ? LONG.length : found
    }
    return bySize.toSorted((one, other) => place(one) - place(other))
  }
}
