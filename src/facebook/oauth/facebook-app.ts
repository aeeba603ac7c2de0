import type { Desk } from '#desk/desk.ts'
import type { Sealer } from '#storage/secrets.ts'
import type { Graph } from '../graph/graph.ts'

/** What connecting Pages stands on: the desk's Facebook app and where the two reach each other. */
export type FacebookApp = {
  readonly desk: Desk
  readonly graph: Graph
  readonly sealer: Sealer
  /** `https://www.facebook.com`, or the sandbox: where the dialog is. */
  readonly dialogUrl: string
  readonly version: string
  readonly verifyToken: string
  /** Where people and Facebook reach the desk, without a trailing slash. */
  readonly publicUrl: string
  /** Facebook's name of the permission for utility messages, where the app has it: its docs write it in two ways. */
  readonly utilityPermission: string | undefined
}
