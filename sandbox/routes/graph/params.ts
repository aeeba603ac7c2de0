import { GraphError, missingParameter } from '../../world/graph-error.ts'
import { parseJson, parseLooseJson } from './loose-json.ts'
import { nested, pairs } from './nested-params.ts'

/** Parameters of a call, wherever they stood: query, form or JSON body. */
export type Params = Readonly<Record<string, unknown>>

/** A file of a multipart body; it stands among the parameters under the name of its part. */
export type UploadedFile = { readonly name: string; readonly mimeType: string; readonly bytes: Uint8Array }

export type Body = { readonly bytes: Buffer; readonly type: string }

export async function paramsOf(query: string, body: Body): Promise<Params> {
  const fromBody = body.type.startsWith('multipart/form-data') ? await multipart(body) : bodyParams(body.bytes.toString(), body.type)
  return { ...pairs(query), ...fromBody }
}

/** The token of an `Authorization` header, in the two forms that Graph takes. */
export function bearerIn(authorization: string | undefined): string | undefined {
  return /^(?:Bearer|OAuth) (.+)$/i.exec(authorization ?? '')?.[1]
}

export function fileParam(params: Params, name: string): UploadedFile | undefined {
  const value = params[name]
  return isRecord(value) && value['bytes'] instanceof Uint8Array ? (value as UploadedFile) : undefined
}

/** A parameter as text, as Graph takes it: a JSON number or boolean counts as its text. */
export function textParam(params: Params, name: string): string | undefined {
  const value = params[name]
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

export function requiredText(params: Params, name: string): string {
  const value = textParam(params, name)
  if (value === undefined || value === '') {
    throw missingParameter(name)
  }
  return value
}

/** A switch as Graph takes it: `''`, `0` and `false` are off. Undefined when it is not given. */
export function switchParam(params: Params, name: string): boolean | undefined {
  const value = textParam(params, name)
  return value === undefined ? undefined : !['', '0', 'false'].includes(value)
}

/** An object: JSON itself, or JSON written into a form field as SDKs do. */
export function objectParam(params: Params, name: string): Params | undefined {
  const value = params[name]
  const parsed = typeof value === 'string' && value.trimStart().startsWith('{') ? parseLooseJson(value) : value
  return isRecord(parsed) ? parsed : undefined
}

/** A list: an array, a JSON array in text, or comma separated. */
export function listParam(params: Params, name: string): string[] | undefined {
  const value = params[name]
  if (Array.isArray(value)) {
    return value.map(String)
  }
  const text = textParam(params, name)
  if (text?.startsWith('[')) {
    const parsed = parseLooseJson(text)
    return Array.isArray(parsed) ? parsed.map(String) : undefined
  }
  return text
    ?.split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

export function isRecord(value: unknown): value is Params {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

async function multipart({ bytes, type }: Body): Promise<Params> {
  let form: FormData
  try {
    form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  } catch {
    throw new GraphError({ message: 'The multipart body of the request cannot be read', type: 'OAuthException', code: 100 })
  }
  const entries: [string, unknown][] = []
  for (const [name, value] of form) {
    const file =
      typeof value === 'string' ? undefined : { name: value.name, mimeType: value.type, bytes: new Uint8Array(await value.arrayBuffer()) }
    entries.push([name, file ?? value])
  }
  return nested(entries)
}

function bodyParams(text: string, type: string): Params {
  if (text === '') {
    return {}
  }
  const looksJson = text.startsWith('{') && !type.includes('form-urlencoded')
  if (!type.includes('json') && !looksJson) {
    return pairs(text)
  }
  const parsed = parseJson(text)
  if (!isRecord(parsed)) {
    throw new GraphError({ message: 'The JSON of the request body cannot be read', type: 'OAuthException', code: 100 })
  }
  return parsed
}
