export type GraphErrorBody = {
  readonly message: string
  readonly type: string
  /** Left out where Graph leaves it out: a batch that cannot be run. */
  readonly code?: number
  readonly error_subcode?: number
  readonly is_transient?: boolean
  readonly error_user_title?: string
  readonly error_user_msg?: string
  readonly error_data?: unknown
  /** What a creation answered, when reading the created thing failed. */
  readonly original_response?: unknown
}

/** A refusal in Graph's own shape. `status` is 400 unless something else was seen. */
export class GraphError extends Error {
  override readonly name = 'GraphError'
  readonly status: number
  readonly body: GraphErrorBody

  constructor(body: GraphErrorBody, status = 400) {
    super(body.message)
    this.body = body
    this.status = status
  }
}

const OAUTH = 'OAuthException'

/** `OAuthException` with a code and perhaps a subcode: the shape of nearly all refusals. */
export function oauthError(code: number, message: string, subcode?: number): GraphError {
  return new GraphError({ message, type: OAUTH, code, ...(subcode === undefined ? {} : { error_subcode: subcode }) })
}

export function graphMethodError(message: string, subcode?: number): GraphError {
  return new GraphError({ message, type: 'GraphMethodException', code: 100, ...(subcode === undefined ? {} : { error_subcode: subcode }) })
}

/** 100/33, the answer to any id or path that is not there or not ours. */
export function unsupportedRequest(method: string, id: string): GraphError {
  const verb = method.toLowerCase()
  if (id === '') {
    return graphMethodError(
      `Unsupported ${verb} request. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
    )
  }
  return graphMethodError(
    `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
    33,
  )
}

export function unknownPath(path: string): GraphError {
  return new GraphError({ message: `Unknown path components: ${path}`, type: OAUTH, code: 2500 })
}

/** 803, the answer to a name that is no id. 404 is unproven. */
export function unknownAlias(alias: string): GraphError {
  return new GraphError({ message: `(#803) Some of the aliases you requested do not exist: ${alias}`, type: OAUTH, code: 803 }, 404)
}

export function nonexistentField(field: string, nodeType: string): GraphError {
  return oauthError(100, `(#100) Tried accessing nonexisting field (${field}) on node type (${nodeType})`)
}

export function missingParameter(name: string): GraphError {
  return oauthError(100, `(#100) The parameter ${name} is required`)
}

/** The sandbox says plainly what it cannot do, so that no test passes on a pretence. */
export function notInTheSandbox(what: string): GraphError {
  return oauthError(100, `(#100) Not in the sandbox: ${what}. See sandbox/README.md, "What it does not do".`)
}
