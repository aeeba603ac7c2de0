import { oauthError } from '../graph-error.ts'
import { type Page, tell, type World } from '../world.ts'
import { mustBeOneOf } from './send/reading.ts'

/** Meta's built-in language processing on a Page, as it was set last. Nothing here reads a meaning out of words. */
export type NlpConfig = {
  readonly isOn: boolean
  readonly model: string
  readonly customToken?: string | undefined
  /** How many readings of a text are told, 1 to 8. */
  readonly nBest?: number | undefined
}

/** What one call names of it. */
type NlpWish = { readonly [Key in keyof NlpConfig]: NlpConfig[Key] | undefined }

const MODELS =
  'ARABIC CHINESE CROATIAN CUSTOM DANISH DUTCH ENGLISH FRENCH_STANDARD GEORGIAN GERMAN_STANDARD GREEK HEBREW HUNGARIAN IRISH ITALIAN_STANDARD KOREAN NORWEGIAN_BOKMAL POLISH PORTUGUESE ROMANIAN SPANISH SWEDISH VIETNAMESE'.split(
    ' ',
  )
const MOST_READINGS = 8
const FIRST: NlpConfig = { isOn: false, model: 'ENGLISH' }

/** Changes what is given and keeps the rest. Throws 100 for a model or a number that is none (Graph API reference, page/nlp_configs, 2026-06). */
export function configureNlp(world: World, page: Page, wish: NlpWish): void {
  mustBeOneOf(wish.model, MODELS, 'model')
  if (wish.nBest !== undefined && !(Number.isInteger(wish.nBest) && wish.nBest >= 1 && wish.nBest <= MOST_READINGS)) {
    throw oauthError(100, `(#100) Param n_best must be an integer between 1 and ${MOST_READINGS}`)
  }
  const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined))
  world.state.messenger.nlp.set(page.id, { ...FIRST, ...world.state.messenger.nlp.get(page.id), ...given })
  tell(world, { type: 'cast' })
}
