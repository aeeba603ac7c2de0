import { oauthError } from '../../graph-error.ts'
import { checkCount, fullTextAt, type Json, listAt, objectAt } from '../send/reading.ts'
import { inside, type Place, ROOT } from './template-parts.ts'

const ELEMENTS = 100

/** An order confirmation: up to 100 elements; names, number, currency, payment and the total must be there (docs, receipt template). */
export function receiptTemplate(payload: Json, place: Place): Json {
  for (const name of ['recipient_name', 'order_number', 'payment_method']) {
    fullTextAt(payload, name, `${ROOT}[${name}]`)
  }
  if (!/^[A-Z]{3}$/.test(fullTextAt(payload, 'currency', `${ROOT}[currency]`))) {
    throw oauthError(100, `(#100) Param ${ROOT}[currency] must be a currency code of three letters`)
  }
  const summary = objectAt(payload, 'summary', `${ROOT}[summary]`)
  if (!summary) {
    throw oauthError(100, `(#100) The parameter ${ROOT}[summary] is required`)
  }
  amount(summary, 'total_cost', `${ROOT}[summary]`)
  const at = inside(place, 'elements')
  const elements = listAt(payload, 'elements', at.where) ?? []
  checkCount(elements.length, { min: 0, max: ELEMENTS }, at.where)
  return {
    ...payload,
    summary: numbersIn(summary),
    ...(elements.length > 0 ? { elements: elements.map((each, index) => line(each, `${at.where}[${index}]`)) } : {}),
  }
}

function line(element: Json, where: string): Json {
  fullTextAt(element, 'title', `${where}[title]`)
  amount(element, 'price', where)
  return numbersIn(element)
}

function amount(of: Json, name: string, where: string): void {
  if (of[name] === undefined || Number.isNaN(Number(of[name]))) {
    throw oauthError(100, `(#100) Param ${where}[${name}] must be a number`)
  }
}

/** Echoes show prices and counts as numbers, however they were sent (seen in recorded echoes). */
function numbersIn(of: Json): Json {
  const names = ['price', 'quantity', 'subtotal', 'shipping_cost', 'total_tax', 'total_cost']
  return Object.fromEntries(
    Object.entries(of).map(([name, value]) => [name, names.includes(name) && typeof value === 'string' ? Number(value) : value]),
  )
}
