import { oauthError } from '../../graph-error.ts'
import { checkCount, checkLength, fullTextAt, isGiven, type Json, listAt, mustBeOneOf, objectAt, textAt } from '../send/reading.ts'
import { checkAddress, inside, neededTitle, type Place, ROOT, titleIn, webAddress } from './template-parts.ts'

const TITLE = 65
const FEEDBACK_TITLE = 75
const PAYLOAD = 1000
const QUESTION_TYPES = ['csat', 'nps', 'ces']
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  csat: ['one_to_five', 'five_stars', 'five_emojis'],
  nps: ['zero_to_ten'],
  ces: ['one_to_seven'],
}

/** A code to copy or a page to open; one of them must be there (Messenger Platform docs, coupon template). */
export function couponTemplate(payload: Json, place: Place): Json {
  const title = neededTitle(place, payload, { name: 'title', limit: 80 })
  const code = textAt(payload, 'coupon_code', `${ROOT}[coupon_code]`)
  if (code === undefined && !isGiven(payload, 'coupon_url')) {
    throw oauthError(100, '(#100) At least one of coupon_code and coupon_url is required in a coupon template')
  }
  checkAddress(payload, 'coupon_url', `${ROOT}[coupon_url]`)
  return { ...payload, title }
}

/** One screen, one question, a privacy address, 1 to 7 days (Messenger Platform docs, customer feedback template). */
export function feedbackTemplate(payload: Json, place: Place): Json {
  const title = neededTitle(place, payload, { name: 'title', limit: FEEDBACK_TITLE })
  const screens = listAt(payload, 'feedback_screens', `${ROOT}[feedback_screens]`) ?? []
  checkCount(screens.length, { min: 1, max: 1 }, `${ROOT}[feedback_screens]`)
  const questions = listAt(screens[0] ?? {}, 'questions', `${ROOT}[feedback_screens][0][questions]`) ?? []
  checkCount(questions.length, { min: 1, max: 1 }, `${ROOT}[feedback_screens][0][questions]`)
  checkQuestion(questions[0] ?? {}, inside(place, 'feedback_screens][0][questions][0'))
  webAddress(objectAt(payload, 'business_privacy', `${ROOT}[business_privacy]`) ?? {}, 'url', `${ROOT}[business_privacy][url]`)
  const days = payload['expires_in_days']
  if (days !== undefined && !(Number(days) >= 1 && Number(days) <= 7)) {
    throw oauthError(100, `(#100) Param ${ROOT}[expires_in_days] must be between 1 and 7`)
  }
  return { ...payload, title }
}

function checkQuestion(question: Json, { where }: Place): void {
  fullTextAt(question, 'id', `${where}[id]`)
  const type = fullTextAt(question, 'type', `${where}[type]`)
  mustBeOneOf(type, QUESTION_TYPES, `${where}[type]`)
  mustBeOneOf(textAt(question, 'score_option', `${where}[score_option]`), OPTIONS[type] ?? [], `${where}[score_option]`)
}

/** Asks for leave to write once, later. The product's own page is gone; the policy still names it. */
export function oneTimeTemplate(payload: Json, place: Place): Json {
  const title = neededTitle(place, payload, { name: 'title', limit: TITLE })
  checkLength(fullTextAt(payload, 'payload', `${ROOT}[payload]`), PAYLOAD, `${ROOT}[payload]`)
  return { ...payload, title }
}

/** Asks for leave to write again and again: the opt-in of marketing messages. */
export function optInTemplate(payload: Json, place: Place): Json {
  const at = inside(place, 'title')
  const title = titleIn(at, textAt(payload, 'title', at.where), TITLE)
  checkLength(fullTextAt(payload, 'payload', `${ROOT}[payload]`), PAYLOAD, `${ROOT}[payload]`)
  checkAddress(payload, 'image_url', `${ROOT}[image_url]`)
  return { ...payload, ...(title === undefined ? {} : { title }) }
}
