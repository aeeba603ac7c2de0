import type { Accounts } from '#desk/accounts/accounts.ts'
import type { Desk } from '#desk/desk.ts'
import type { UploadTools } from '#desk/files/take-upload.ts'
import type { Gestures } from '#desk/gestures/gestures.ts'
import type { FacebookDoors } from '#facebook/doors.ts'
import type { Ephemeral } from '#realtime/ephemeral.ts'
import type { EventTail } from '#realtime/event-tail.ts'
import type { FileStore } from '#storage/files/file-store.ts'
import type { Readiness } from '#storage/readiness.ts'
import type { Metrics } from './doors/metrics.ts'
import type { OwnHosts } from './server/own-hosts.ts'

/** What the routes stand on. */
export type ApiContext = {
  readonly desk: Desk
  readonly accounts: Accounts
  readonly facebook: FacebookDoors
  /** What customers see of somebody's work. */
  readonly gestures: Gestures
  readonly tail: EventTail
  readonly ephemeral: Ephemeral
  /** Where the bytes of files lie. */
  readonly fileStore: FileStore
  /** What it takes to take files. */
  readonly uploads: UploadTools
  /** Whether this process can do its work, for `/readyz`. */
  readonly readiness: Readiness
  /** The address that people and Facebook reach the desk at, without a trailing slash. */
  readonly publicUrl: string
  /** The names that the desk answers to. */
  readonly ownHosts: OwnHosts
  /** The sandbox's page, while the desk runs on the sandbox. */
  readonly sandboxUrl: string | undefined
  readonly isSmtpConfigured: boolean
  readonly metrics: Metrics
  /** What Prometheus shows to read `/metrics` here; without it there is no such page. */
  readonly metricsToken: string | undefined
  /** Peers whose `X-Forwarded-*` headers are believed; nobody's by default. */
  readonly trustedProxies: readonly string[]
}
