import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** What a patient stranger tries: below a million guesses (zxcvbn's score 2) a password is among them. */
const SCORE = 2

let estimator: Promise<ZxcvbnFactory> | undefined

/** Whether a password is long but among the first that are tried: a common one, a row of keys, a repetition, a date. */
export async function isGuessable(password: string): Promise<boolean> {
  estimator ??= loadEstimator()
  return (await estimator).check(password).score < SCORE
}

/** The common passwords, loaded when somebody first chooses one. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [core, common] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')])
  return new core.ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs })
}
