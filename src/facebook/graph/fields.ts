import { visibleLine } from '#domain/visible-line.ts'
import { isObject, type JsonObject } from '../json/value.ts'

/** A text field of a Graph object. PostgreSQL takes no NUL, so none is let in. */
export function textIn(record: JsonObject, name: string): string | undefined {
  const value = record[name]
  const text = typeof value === 'string' ? value.replaceAll('\0', '').trim() : ''
  return text === '' ? undefined : text
}

/** What somebody is called, as one line of visible text. */
export function nameIn(record: JsonObject, name: string): string | undefined {
  return visibleLine(textIn(record, name) ?? '')
}

/** An address that a browser may load as a picture: either the field itself, or Graph's `{"data":{"url"}}`. */
export function pictureUrlIn(record: JsonObject, name: string): string | undefined {
  const value = record[name]
  const data = isObject(value) && isObject(value['data']) ? value['data']['url'] : value
  const url = typeof data === 'string' ? URL.parse(data) : null
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : undefined
}
